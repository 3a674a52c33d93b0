import type { Permission } from './permissions.js';

/** What an agent may do unless the backend says otherwise. By itself: a page of an agent loads no other list. */
export const agentPermissions: readonly Permission[] = [
  'customers.view',
  'customers.add',
  'customers.edit',
  'customers.merge',
  'notes.add',
  'notes.edit',
  'notes.remove',
  'messages.send',
  'enquiries.register',
  'callbacks.view',
  'crm.link',
  'crm.create',
  'cases.view',
  'cases.add',
  'activities.view',
];
