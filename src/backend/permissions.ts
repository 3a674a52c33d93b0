import { agentPermissions } from './agent-permissions.js';

/** Everything an agent can be allowed, as a closed list. A control is shown only when its method exists and its permission is held. */
export const permissions = [
  'customers.view',
  'customers.add',
  'customers.edit',
  'customers.remove',
  'customers.merge',
  'customers.import',
  'customers.export',
  'customers.erase',
  'customers.reveal',
  'fields.manage',
  'notes.add',
  'notes.edit',
  'notes.remove',
  'messages.send',
  'messages.free-address',
  'messages.override',
  'enquiries.register',
  'enquiries.excuse',
  'enquiries.manage',
  'enquiries.statistics',
  'enquiries.statistics-by-agent',
  'callbacks.view',
  'callbacks.manage',
  'crm.link',
  'crm.create',
  'cases.view',
  'cases.add',
  'activities.view',
  'activities.remove',
  'imports.manage',
] as const;

export type Permission = (typeof permissions)[number];

/** The usual parts people play. A backend may hand out any other set of permissions. */
export type Role = 'agent' | 'home-agent' | 'manager' | 'administrator';

const manager = permissions.filter(
  (permission) => permission !== 'customers.erase' && permission !== 'enquiries.statistics-by-agent',
);

/** What each role may do unless the backend says otherwise. A home agent works without the free choice of recipients that an office has. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  agent: agentPermissions,
  'home-agent': agentPermissions,
  manager,
  administrator: permissions,
};
