import type { Agent, Channel, Customer } from 'sidedesk';
import { now } from './clock.js';
import type { Customers } from './customers.js';

const agents: readonly Agent[] = [
  { id: 'sample-sara', name: 'Sara (sample)' },
  { id: 'sample-jonas', name: 'Jonas (sample)' },
];

/** So many customers have one, the first by name: the calls to play come from them. */
const many = 60;
const day = 86_400_000;

const notes = [
  'Prefers to be called after 16:00.',
  'Asked for the invoice of last month again.\nSent to the address in the card.',
  'The meter hangs in the basement, the key is with the neighbour on the first floor. Please call before anybody comes.',
  'Would like the terms by e-mail: https://example.com/terms',
  'Speaks English better than Norwegian.',
  'Was promised an answer about the refund. Nobody has called back yet: see to it first.',
];
const excerpts = [
  'About the invoice of last month.',
  'Could not sign in to the app; a new password was sent.',
  'Asked how to move the contract to another address.',
  'Wanted to know when the fitter comes.',
];
const topics = [
  ['mood-neutral', 'product-general'],
  ['mood-positive', 'product-app'],
  ['mood-neutral', 'product-agent-application', 'support-login-problems'],
];
const channels: readonly Channel[] = ['call', 'email', 'call', 'sms', 'chat'];

const at = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

/** Gives the first customers conversations and notes of the last weeks, the same on every machine but for the day. A page that goes meanwhile leaves what was written so far. */
export async function givePast(customers: Customers): Promise<void> {
  let time = now();
  const desks = agents.map((agent) => customers.earlier(agent, () => time));
  try {
    const { items } = await customers.embedded.customers.list({ limit: many });
    for (const [index, customer] of items.entries()) {
      const address = addressOf(customer);
      for (let n = 0; address && n < index % 4; n += 1) {
        const desk = at(desks, index + n);
        time = now() - (3 + n * 11 + (index % 7)) * day - index * 3_600_000;
        const channel = address.includes('@') ? 'email' : at(channels, index + n);
        const id = `sample-${customer.id}-${n}`;
        await desk.interactions.record({
          id,
          channel: channel === 'email' && !address.includes('@') ? 'call' : channel,
          direction: n % 3 === 2 ? 'outbound' : 'inbound',
          state: 'closed',
          ...(n % 3 === 2 ? { to: address } : { from: address }),
          queue: 'Customer service',
          agentId: at(agents, index + n).id,
          startedAt: new Date(time).toISOString(),
          answeredAt: new Date(time + 9000).toISOString(),
          endedAt: new Date(time + 9000 + (40 + ((index * 37) % 400)) * 1000).toISOString(),
          endedBy: 'hang-up',
          ...{ excerpt: at(excerpts, index + n) }, // what a host adds for the history
        });
        if (n % 3 !== 2) await desk.enquiries.register({ interactionId: id, topicIds: at(topics, index + n) });
      }
      for (let n = 0; n < index % 3; n += 1) {
        time = now() - (2 + n * 8 + (index % 5)) * day;
        const note = await at(desks, index + n).notes.add({ customerId: customer.id, text: at(notes, index + n) });
        if (index % 6 === 2 && n === 1) await at(desks, index).notes.pin(note.id, {});
      }
    }
  } finally {
    await Promise.all(desks.map((desk) => desk.close()));
  }
}

const addressOf = ({ fields }: Customer): string | undefined =>
  fields['mobile'] ?? fields['phone']?.split('\n')[0] ?? fields['email']?.split('\n')[0];
