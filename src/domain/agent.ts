/** The person at the desk. Use it wherever a screen says who did something. */
export interface Agent {
  /** Stable id, unique in the tenant. */
  readonly id: string;
  /** The name that colleagues see. */
  readonly name: string;
}
