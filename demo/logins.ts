import type { JourneyIdentity } from 'sidedesk/tracker';

/** Somebody of the sample who can sign in at the shop. */
export interface Login {
  /** As they sign in, and as the backend is told: an e-mail address is looked up, anything else has to be somebody's alias. */
  readonly identity: JourneyIdentity;
  readonly name: string;
}

const byEmail = (name: string, value: string): Login => ({ name, identity: { kind: 'email', value } });

/** With a customer number, which is made an alias of whoever has this address. */
export const numbered = { value: 'SA-0105', email: 'zuzanna@sample.example.com' } as const;

/** Customers of the sample, and the last one is nobody's: what they do is on no card. */
export const logins: readonly Login[] = [
  byEmail('Ingrid Håkonsen', 'ingrid.hakonsen@example.com'),
  byEmail('Ola Brekke', 'ola.brekke@example.com'),
  byEmail('Maja Bergström-Lindqvist', 'maja.bergstrom@example.net'),
  byEmail('Anna Kowalczyk', 'anna.kowalczyk@example.com'),
  byEmail('Amélie Lefèvre-Saint-Martin', 'amelie.lefevre@example.org'),
  byEmail('Daan van den Heuvel', 'daan.vandenheuvel@example.net'),
  { name: 'Zuzanna Sample', identity: { kind: 'login', value: numbered.value } },
  byEmail('Nobody Inparticular', 'nobody@sample.example.com'),
];
