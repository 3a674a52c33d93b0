import type { ReactiveController } from 'lit';
import type { Backend } from '../../backend/backend.js';
import { type Attendance, attendance } from '../../wiring/attendance.js';
import type { AgentDesk } from './agent-desk.js';

/** Says to the dialer how it is at this desk, as long as it stands in a page. Loaded when a host first says it. */
export class AtTheDesk implements ReactiveController {
  #at?: Attendance;

  constructor(
    private readonly desk: AgentDesk,
    private readonly backend: () => Backend | undefined,
  ) {
    desk.addController(this);
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    const backend = this.desk.isConnected ? this.backend() : undefined;
    const at = backend && attendance(backend);
    if (at !== this.#at) this.#at?.be(this, undefined);
    this.#at = at;
    at?.be(this, this.desk.availability);
  }

  hostDisconnected(): void {
    this.hostUpdated();
  }
}
