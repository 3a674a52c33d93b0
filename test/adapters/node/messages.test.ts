import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Store } from '../../../src/adapters/local/store.js';
import { type MemoryData, memoryStore } from '../../../src/adapters/memory.js';
import type { Change } from '../../../src/backend/backend.js';
import { permissions } from '../../../src/backend/permissions.js';
import { defaultFields } from '../../../src/domain/field.js';
import type { MessageDraft } from '../../../src/domain/message.js';
import { type Desk, gateway, messageHouse, person } from '../../support/message-house.js';

const later = async () => Promise.reject(new Error('not now'));
const codeOf = (caught: unknown) => (caught as { code?: string }).code ?? String(caught);
const rows = (data: MemoryData, collection: string) => [...(data.rows.get(collection)?.entries() ?? [])];
const secret = { name: 'secret', type: 'text', visible: true, editable: true, use: 'phone', confidential: true } as const;
const blind = permissions.filter((each) => each !== 'customers.reveal');

const toCard = (customerId: string, field = 'mobile', text = 'Rosebud'): MessageDraft => {
  return { channel: 'sms', origin: 'card', customerId, to: { customerId, field }, text };
};
const call = (id: string, from: string, customerId?: string) => ({
  ...({ id, channel: 'call', direction: 'inbound', state: 'active', startedAt: '2026-03-10T11:59:00Z', from } as const),
  ...(customerId !== undefined && { customerId }),
});

describe('what is kept of a message', () => {
  it('is only what the port names, and with its key only the id', async () => {
    const { desk, data } = messageHouse(later);
    const ada = desk('ada');
    const { id } = await ada.customers.add(person);
    const given = {
      ...toCard(id),
      to: { customerId: id, field: 'mobile', extra: 1 },
      reason: 'unasked',
      state: 'sent',
      caseId: '',
      x: 1,
    };
    const message = await ada.messages.send(given, { key: 'k' });
    const [[, row] = assert.fail('kept')] = rows(data, 'messages');
    const { revision, ...shown } = message;
    assert.deepEqual(row.value, { ...shown, target: '+4792233445' });
    assert.equal(revision, 1);
    assert.deepEqual(
      Object.keys(message).sort(),
      'address agentId agentName channel createdAt customerId id origin revision state text to'.split(' '),
    );
    assert.deepEqual(message.to, { customerId: id, field: 'mobile' });
    assert.ok(!JSON.stringify(rows(data, 'intents')).includes('Rosebud'));
  });

  it('is somebody’s whose address it is, although nobody said so', async () => {
    const { desk } = messageHouse(later);
    const ada = desk('ada');
    const { id } = await ada.customers.add(person);
    await ada.interactions.record(call('i', '+4722334455'));
    const draft: MessageDraft = {
      channel: 'sms',
      origin: 'interaction',
      interactionId: 'i',
      to: { customerId: id, field: 'mobile' },
      text: 'x',
    };
    const message = await ada.messages.send(draft);
    assert.equal(message.customerId, id);
    assert.deepEqual((await ada.messages.list({ customerId: id })).items, [message]);
  });

  it('is told at every step, with whose it is', async () => {
    const { desk, pass } = messageHouse(gateway().deliver);
    const ada = desk('ada');
    const { id } = await ada.customers.add(person);
    const told: Change[] = [];
    ada.watch({ kinds: ['message'] }, { change: (change) => void told.push(change) });
    const message = await ada.messages.send(toCard(id), { key: 'k' });
    await pass(0);
    await ada.customers.remove(id, 1);
    const change = { kind: 'message', id: message.id, customerId: id };
    assert.deepEqual(told, [
      { ...change, revision: 1, key: 'k' },
      { ...change, revision: 2 },
      { ...change, revision: 3 },
    ]);
  });

  it('goes with the conversation that is erased, whoever it was for', async () => {
    const { desk, kept } = messageHouse(later);
    const ada = desk('ada');
    const { id } = await ada.customers.add(person);
    await ada.interactions.record(call('i', '92233445', id));
    await ada.messages.send(
      { channel: 'sms', origin: 'interaction', interactionId: 'i', to: { raw: '41234567' }, text: 'Rosebud' },
      { key: 'k' },
    );
    assert.equal((await ada.customers.erase(id)).counts['message'], 1);
    assert.ok(!kept().includes('Rosebud') && !kept().includes('41234567'), kept());
  });
});

describe('an address that is confidential', () => {
  const fields = [...defaultFields, secret];
  const scene = async () => {
    const house = messageHouse(gateway().deliver, { fields });
    const [ada, bea] = [house.desk('ada'), house.desk('bea', { permissions: blind })];
    const { id } = await ada.customers.add({ type: 'person', fields: { givenName: 'Kari', secret: '41234567' } });
    await ada.interactions.record(call('i', '+4741234567', id));
    return { ...house, ada, bea, id };
  };

  it('is bullets for who may not see it, however it was written to, and the real one for who may', async () => {
    const { ada, bea, id, pass } = await scene();
    const drafts: MessageDraft[] = [
      toCard(id, 'secret'),
      { ...toCard(id), to: { raw: '+47 412 34 567' } },
      { channel: 'sms', origin: 'interaction', interactionId: 'i', to: { interactionId: 'i' }, text: 'x' },
    ];
    for (const draft of drafts) {
      const answer = await bea.messages.send(draft, { key: JSON.stringify(draft) });
      await pass(0);
      const again = await bea.messages.send(draft, { key: JSON.stringify(draft) });
      const listed = (await bea.messages.list({ channel: 'sms' })).items;
      for (const seen of [answer, again, await bea.messages.get(answer.id), ...listed]) {
        assert.equal(seen?.address, '•••••• 67');
        assert.ok(!/4123|412 34|41 23|41234/.test(JSON.stringify(seen)), JSON.stringify(seen));
      }
      const seen = await ada.messages.get(answer.id);
      assert.deepEqual([seen?.address, seen?.to, seen?.state], ['41 23 45 67', draft.to, 'sent']);
    }
  });

  it('stays so when the field has another value, the customer is gone, or the field is open by now', async () => {
    const { ada, bea, id, desk, data } = await scene();
    const draft: MessageDraft = {
      channel: 'sms',
      origin: 'interaction',
      interactionId: 'i',
      to: { interactionId: 'i' },
      text: 'x',
    };
    const message = await ada.messages.send(draft);
    await ada.customers.change(id, { revision: 1, fields: { secret: '' } });
    assert.equal((await bea.messages.get(message.id))?.address, '•••••• 67');
    await ada.customers.remove(id, 2);
    assert.equal((await bea.messages.get(message.id))?.address, '•••••• 67');
    const open = desk('cid', { permissions: blind, fields: defaultFields }, memoryStore(data));
    assert.equal((await open.messages.get(message.id))?.address, '•••••• 67');
  });

  it('is one from when it is in such a field', async () => {
    const { ada, bea, id } = await scene();
    const draft = { ...toCard(id), to: { raw: '92233445' } };
    const message = await bea.messages.send(draft);
    assert.equal(message.address, '92 23 34 45');
    await ada.customers.change(id, { revision: 1, fields: { secret: '92233445' } });
    assert.deepEqual((await bea.messages.get(message.id))?.to, { raw: '•••••• 45' });
  });
});

describe('consent', () => {
  it('of an address is kept without it, and outlives who had it', async () => {
    const { desk, kept } = messageHouse(later);
    const ada = desk('ada');
    const { id } = await ada.customers.add(person);
    await ada.saveConsent({ channel: 'sms', consent: 'refused', address: '922 33 445', at: '2026-01-01T00:00:00Z' });
    await ada.saveConsent({ channel: 'email', consent: 'refused', address: 'KARI@example.com' });
    assert.ok(!/9223344|kari@/i.test(kept('customers')), kept('customers'));
    await ada.customers.erase(id);
    const standing = await ada.messages.consent({ channel: 'sms', to: { raw: '+4792233445' } });
    assert.deepEqual([standing.consent, standing.objections[0]?.sinceAt], ['refused', '2026-01-01T00:00:00Z']);
    assert.equal((await ada.messages.consent({ channel: 'email', to: { raw: 'kari@example.com' } })).consent, 'refused');
    await ada.saveConsent({ channel: 'sms', consent: 'unknown', address: '+4792233445' });
    assert.equal((await ada.messages.consent({ channel: 'sms', to: { raw: '+4792233445' } })).consent, 'unknown');
  });

  it('is of one way of writing, of one customer, and the last counts', async () => {
    const { desk, data } = messageHouse(later);
    const ada = desk('ada');
    const [{ id }, { id: other }] = [await ada.customers.add(person), await ada.customers.add(person)];
    const of = async (channel: 'sms' | 'email', customerId: string) =>
      (await ada.messages.consent({ channel, to: { customerId, field: channel === 'sms' ? 'mobile' : 'email' } })).consent;
    for (const consent of ['given', 'refused', 'refused'] as const)
      await ada.saveConsent({ channel: 'sms', consent, customerId: id });
    assert.deepEqual([await of('sms', id), await of('email', id), await of('sms', other)], ['refused', 'unknown', 'unknown']);
    await ada.saveConsent({ channel: 'sms', consent: 'unknown', customerId: id });
    await ada.saveConsent({ channel: 'sms', consent: 'unknown', customerId: id });
    assert.deepEqual([await of('sms', id), rows(data, 'message-consents')], ['unknown', []]);
  });

  it('must be one, of somebody', async () => {
    const { desk } = messageHouse(later);
    const ada = desk('ada');
    const wrong: readonly [unknown, string][] = [
      [undefined, 'channel consent customerId'],
      [{ channel: 'fax', consent: 'no', at: 'x', customerId: 1, address: 2 }, 'channel consent customerId address at'],
      [{ channel: 'sms', consent: 'given', customerId: 'c', address: '92233445' }, 'address'],
      [{ channel: 'sms', consent: 'given', address: 'kari@example.com' }, 'address'],
      [{ channel: 'email', consent: 'given', address: '92233445' }, 'address'],
      [{ channel: 'sms', consent: 'given', address: '' }, 'address'],
    ];
    for (const [given, fields] of wrong)
      await assert.rejects(ada.saveConsent(given as never), (caught: { fields?: readonly { field: string }[] }) => {
        assert.equal(caught.fields?.map(({ field }) => field).join(' '), fields);
        return true;
      });
    await assert.rejects(ada.saveConsent({ channel: 'sms', consent: 'given', customerId: 'nobody' }), { code: 'not-found' });
  });

  it('counts for who is called from a conversation that is assigned', async () => {
    const { desk } = messageHouse(later);
    const ada = desk('ada');
    const { id } = await ada.customers.add(person);
    await ada.interactions.record(call('i', '+4722334455', id));
    await ada.saveConsent({ channel: 'sms', consent: 'refused', customerId: id });
    const standing = await ada.messages.consent({ channel: 'sms', to: { interactionId: 'i' } });
    assert.equal(standing.consent, 'refused');
  });

  const quiet = { messageQuietFrom: '22:00', messageQuietUntil: '07:00', timeZone: 'Europe/Oslo' };
  const zone = { name: 'zone', type: 'text', visible: true, editable: true, use: 'time-zone' } as const;
  for (const [what, now, value, until, by] of [
    ['the customer’s night', '2026-03-10T12:00:00Z', 'Pacific/Auckland', '2026-03-10T18:00:00.000Z', 'Pacific/Auckland'],
    ['with spaces around the zone', '2026-03-10T12:00:00Z', ' Pacific/Auckland ', '2026-03-10T18:00:00.000Z', 'Pacific/Auckland'],
    ['the house’s day', '2026-03-10T12:00:00Z', undefined, undefined, undefined],
    ['a zone that is none', '2026-03-10T23:00:00Z', 'Middle-Earth', '2026-03-11T06:00:00.000Z', 'Europe/Oslo'],
    ['the night in which clocks go forward', '2026-03-28T23:00:00Z', undefined, '2026-03-29T05:00:00.000Z', 'Europe/Oslo'],
    ['the night in which they go back', '2026-10-24T22:00:00Z', undefined, '2026-10-25T06:00:00.000Z', 'Europe/Oslo'],
  ] as const)
    it(`knows ${what}`, async () => {
      const { desk, clock, pass } = messageHouse(later, { settings: quiet, fields: [...defaultFields, zone] });
      await pass(Date.parse(now) - clock.now());
      const ada = desk('ada');
      const { id } = await ada.customers.add({
        ...person,
        fields: { ...person.fields, ...(value !== undefined && { zone: value }) },
      });
      const { objections } = await ada.messages.consent({ channel: 'sms', to: { customerId: id, field: 'mobile' } });
      const [night] = objections;
      assert.deepEqual([night?.untilAt, night?.timeZone], [until, by]);
      const mail = await ada.messages.consent({ channel: 'email', to: { customerId: id, field: 'email' } });
      assert.deepEqual(mail.objections, []);
    });
});

describe('a message that is sent while somebody is taken away', () => {
  type Deed = (desk: Desk, id: string) => Promise<unknown>;
  const deeds: Readonly<Record<string, Deed>> = {
    'a message from a card': ({ messages }, id) => messages.send(toCard(id), { key: 'late' }),
    'one to another one’s number': ({ messages }, id) =>
      messages.send(
        { channel: 'sms', origin: 'interaction', interactionId: 'i', to: { customerId: id, field: 'mobile' }, text: 'Rosebud' },
        { key: 'late' },
      ),
    'one from their conversation': ({ messages }) =>
      messages.send(
        { channel: 'sms', origin: 'interaction', interactionId: 'i', to: { raw: '41234567' }, text: 'Rosebud' },
        { key: 'late' },
      ),
    'what they said of messages': (desk, customerId) => desk.saveConsent({ channel: 'sms', consent: 'given', customerId }),
  };
  /** A store that lets somebody else come before its question or commit of this number. */
  const interrupted = (data: MemoryData, at: number, other: () => Promise<unknown>) => {
    const store = memoryStore(data);
    let step = 0;
    let others: Promise<unknown> = Promise.resolve();
    const turn = async () => {
      step += 1;
      if (step === at) await (others = other());
    };
    const between: Store = {
      ...store,
      get: async (...given) => (await turn(), store.get(...given)),
      page: async (...given) => (await turn(), store.page(...given)),
      commit: async (...given) => (await turn(), store.commit(...given)),
    };
    // The delivery reads at the same time: then nobody waits for the other one.
    return { store: between, steps: () => step, over: async () => others };
  };
  for (const [what, deed] of Object.entries(deeds))
    for (const gone of ['remove', 'erase'] as const)
      for (const turned of [false, true])
        it(`${gone} at any step of ${what}${turned ? ', and the other way round' : ''}`, async () => {
          for (let at = 1; at < 200; at += 1) {
            const { data, desk, kept } = messageHouse(later);
            const quick = desk('ada', { wait: () => new Promise(() => undefined) });
            const { id } = await quick.customers.add(person);
            await quick.interactions.record(call('i', '92233445', id));
            const removal = async (by: Desk) => (gone === 'remove' ? by.customers.remove(id, 1) : by.customers.erase(id));
            const { store, steps, over } = interrupted(data, at, () =>
              (turned ? deed(quick, id) : removal(quick)).catch(() => undefined),
            );
            const slow = desk('ada', { messages: { channels: [{ channel: 'sms' }], deliver: later } }, store);
            await (turned ? removal(slow) : deed(slow, id)).catch((caught: unknown) => {
              assert.ok(['not-found', 'conflict'].includes(codeOf(caught)), `step ${at}: ${codeOf(caught)}`);
            });
            if (steps() < at) return assert.ok(at > 3, `${at} steps`);
            await over();
            await Promise.all([slow.close(), quick.close()]);
            if (!data.rows.get('customers')?.has(id)) {
              // A message to a number of its own that stands in a conversation stays with that, until it is erased.
              const own = gone === 'erase' || what !== 'one from their conversation';
              if (own) assert.ok(!kept().includes('Rosebud'), `step ${at}: ${kept()}`);
              assert.equal(data.rows.get('message-consents')?.size ?? 0, 0, `step ${at}`);
            } else assert.fail(`step ${at}: the customer is there`);
          }
          assert.fail('it has no end');
        });
});

it('is offered only where something delivers, and the doors are there all the same', async () => {
  const { desk } = messageHouse(later);
  const { messages, ...ada } = desk('ada', { messages: undefined } as never);
  assert.equal(messages, undefined);
  await assert.rejects(ada.reportDelivery('x', { state: 'sent' }), { code: 'not-found' });
  await ada.saveConsent({ channel: 'sms', consent: 'refused', address: '92233445' });
  const { id } = await ada.customers.add(person);
  assert.equal((await ada.customers.impact(id)).messages, 0);
});
