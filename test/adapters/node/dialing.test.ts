import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EmbeddedBackend } from '../../../src/adapters/local/local.js';
import type { MemoryData } from '../../../src/adapters/memory.js';
import type { AddressRef } from '../../../src/domain/address.js';
import type { AttemptReport } from '../../../src/domain/attempt.js';
import type { Catalogue } from '../../../src/domain/catalogue.js';
import { defaultFields } from '../../../src/domain/field.js';
import { agreement, counting, desks, dialerCall, minute } from '../../support/dialing.js';

const catalogue: Catalogue = {
  revision: 1,
  categories: [
    { id: 'c', label: 'C', choice: 'one', required: true, topics: [{ id: 'sold', label: 'Sold' }] },
    {
      id: 'w',
      label: 'W',
      choice: 'one',
      required: true,
      when: { campaigns: ['winter'] },
      topics: [{ id: 'yes', label: 'Yes' }],
    },
  ],
};
const person = { type: 'person', fields: { givenName: 'Kari', familyName: 'Nordmann', mobile: '+4792233445' } } as const;
const fields = (expected: string) => (caught: unknown) => {
  const { code, fields: found = [] } = caught as { code: string; fields?: { field: string; reason: string }[] };
  assert.equal([code, ...found.map(({ field, reason }) => `${field} ${reason}`)].join(', '), expected);
  return true;
};
const comment = 'Kari wants the price for two.';
/** What is kept anywhere, in words; keys and index entries too. */
const everything = ({ rows, indexes }: MemoryData) =>
  JSON.stringify([
    [...rows].map(([name, of]) => [name, [...of]]),
    [...indexes].map(([name, list]) => [name, [...list.scan({})]]),
  ]);

describe('a registration with what is said of the attempt', () => {
  const opened = async (settings = {}) => {
    const { data, desk, ...rest } = desks({ catalogue, settings });
    const { store, batches } = counting(data);
    const ada = desk('ada', {}, store);
    await ada.interactions.record(dialerCall('talk'));
    batches.length = 0;
    const register = (attempt: unknown, topicIds: readonly string[] = ['sold', 'yes'], key?: string) =>
      ada.enquiries.register({ interactionId: 'talk', topicIds, attempt: attempt as AttemptReport }, { ...(key && { key }) });
    return { ada, batches, register, ...rest };
  };
  const callback = (more: object = {}) => {
    const { for: whom, wallTime, timeZone } = agreement('talk');
    return { outcome: 'call-back', callback: { for: whom, wallTime, timeZone, comment, ...more } };
  };

  it('is one commit, once', async () => {
    const { ada, batches, register } = await opened();
    const answers = await Promise.all([register(callback(), undefined, 'k'), register(callback(), undefined, 'k')]);
    assert.deepEqual(answers[0], answers[1]);
    assert.deepEqual(await register(callback()), answers[0], 'the same without the key');
    assert.equal(batches.length, 1);
    assert.equal((await ada.callbacks.get('talk')).callback?.comment, comment);
    await assert.rejects(register({ outcome: 'unanswered' }), fields('invalid, attempt.interactionId callback-agreed'));
  });

  it('is refused as a whole, with everything that is wrong', async () => {
    const { ada, batches, register } = await opened();
    await assert.rejects(register(callback({ wallTime: '2026-03-10T11:00' })), fields('invalid, attempt.wallTime past'));
    await assert.rejects(register(callback(), ['sold']), fields('invalid, w required'));
    await assert.rejects(
      register(callback({ for: 'us', number: { raw: 'none' } }), []),
      fields('invalid, c required, w required, attempt.for not-a-choice, attempt.number not-a-phone-number'),
    );
    for (const [attempt, expected] of [
      [null, 'attempt not-an-object'],
      [{ outcome: 'sold' }, 'attempt.outcome not-a-choice'],
      [{ outcome: 'call-back' }, 'attempt.callback not-an-object'],
      [callback({ number: 5, customerId: 5 }), 'attempt.customerId not-text, attempt.number not-a-reference'],
    ] as const)
      await assert.rejects(register(attempt), fields(`invalid, ${expected}`));
    assert.deepEqual(batches, []);
    assert.equal((await ada.enquiries.get('talk')).enquiry, undefined);
  });

  it('says of the call-back that brought the call whether the customer answered', async () => {
    for (const [more, state] of [
      [{}, 'done'],
      [{ answeredAt: '' }, 'missed'],
    ] as const) {
      const { ada, batches, tick } = await opened();
      const { id } = await ada.callbacks.schedule(agreement('talk', 1));
      tick(minute);
      const { offer } = await ada.callbacks.attend({ queues: ['sales'], state: 'free' });
      await ada.callbacks.answer(id, offer!.takenAt!, true);
      const attempt = { campaignId: 'winter', number: 2, of: 3, callbackId: id };
      await ada.interactions.record(dialerCall('again', { attempt, ...more }));
      batches.length = 0;
      await ada.enquiries.register({ interactionId: 'again', topicIds: ['sold', 'yes'] });
      assert.equal(batches.length, 1);
      assert.equal((await ada.callbacks.get('talk')).callback?.state, state);
    }
  });

  it('asks nothing of campaigns where the settings want none of that', async () => {
    const { register } = await opened({ dialerCategories: false });
    assert.deepEqual((await register(undefined, ['sold', 'yes'])).topicIds, ['sold']);
  });
});

describe('what is kept of the dialer', () => {
  const seeded = async () => {
    const confidential = defaultFields.map((field) => (field.name === 'mobile' ? { ...field, confidential: true } : field));
    const given = desks({ fields: confidential });
    const ada = given.desk('ada');
    const { id, revision } = await ada.customers.add(person);
    const talk = (name: string, customerId = id) => ada.interactions.record(dialerCall(name, { customerId }));
    const agree = (name: string, more: { customerId?: string; number?: AddressRef } = {}) =>
      ada.callbacks.schedule({ ...agreement(name), comment, ...more }, { key: `agree on ${name}` });
    return { ...given, ada, id, revision, talk, agree };
  };

  it('is gone with the customer, whatever became of it, and from the answers too', async () => {
    const { ada, data, id, talk, agree, tick } = await seeded();
    for (const name of ['open', 'cancelled', 'marked', 'done']) await talk(name);
    const [, cancelled, , done] = [
      await agree('open', { number: { customerId: id, field: 'mobile' } }),
      await agree('cancelled'),
      0,
      await agree('done'),
    ];
    await ada.callbacks.cancel(cancelled.id, 1, 'Kari said so.', { key: 'c' });
    await ada.callbacks.mark('marked', true, { key: 'm' });
    // Nobody’s conversation, that is hers by the name she gave; and another one’s, for whom her number is to be called.
    const { id: other } = await ada.customers.add({ type: 'person', fields: { givenName: 'Ola', mobile: '+4793344556' } });
    await ada.interactions.record(dialerCall('nobody', { to: '+4799887766' }));
    await agree('nobody', { customerId: id });
    await ada.interactions.record(dialerCall('olas', { customerId: other, to: '+4793344556' }));
    const olas = await agree('olas', { number: { customerId: id, field: 'mobile' } });
    tick(60 * minute);
    for (let offer; offer?.id !== done.id;) {
      ({ offer } = await ada.callbacks.attend({ queues: ['sales'], state: 'free' }));
      await ada.callbacks.answer(offer!.id, offer!.takenAt!, true, { key: `a ${offer!.id}` });
      await ada.callbacks.complete(offer!.id, offer!.id === done.id, { key: `d ${offer!.id}` });
    }
    const { counts } = await ada.customers.erase(id, { key: 'e' });
    assert.deepEqual([counts['callback'], counts['attempt'], counts['interaction']], [4, 1, 4]);
    const receipt = new RegExp(JSON.stringify(id), 'g');
    const left = everything(data);
    assert.equal(left.match(receipt)?.length, 1, 'the receipt names it, and nothing else does');
    assert.doesNotMatch(left, /92233445|Kari said/);
    const kept = (await ada.callbacks.get('olas')).callback!;
    assert.deepEqual([kept.id, kept.number, kept.customerId], [olas.id, undefined, other]);
  });

  it('is nobody’s when the customer is removed, can still be called, and goes when the rest is erased', async () => {
    const { ada, data, id, revision, talk, agree, tick, dialled } = await seeded();
    await talk('open');
    await talk('marked');
    await ada.callbacks.mark('marked', true);
    await agree('open', { number: { customerId: id, field: 'mobile' } });
    await ada.interactions.record(dialerCall('nobody', { to: '+4799887766' }));
    await agree('nobody', { customerId: id });
    assert.equal((await ada.customers.impact(id)).callbacks, 2);
    await ada.customers.remove(id, revision);
    const { callback } = await ada.callbacks.get('open');
    assert.deepEqual([callback?.customerId, callback?.number, callback?.state], [undefined, undefined, 'planned']);
    assert.equal((await ada.callbacks.get('marked')).mark?.customerId, undefined);
    tick(60 * minute);
    const { offer } = await ada.callbacks.attend({ queues: ['sales'], state: 'free' });
    await ada.callbacks.answer(offer!.id, offer!.takenAt!, true);
    assert.equal(dialled.length, 1);
    const { counts } = await ada.customers.erase(id);
    assert.deepEqual([counts['callback'], counts['attempt']], [2, 1]);
    assert.doesNotMatch(everything(data), /92233445/);
    assert.deepEqual((await ada.callbacks.list('all')).items, []);
  });

  it('goes along with a conversation that is given to somebody else, or to nobody', async () => {
    const { ada, talk, agree } = await seeded();
    const { id: other } = await ada.customers.add({ type: 'person', fields: { givenName: 'Ola' } });
    await talk('open');
    await talk('marked');
    await agree('open');
    await ada.callbacks.mark('marked', true);
    for (const customerId of [other, '']) {
      await talk('open', customerId);
      await talk('marked', customerId);
      const [open, marked] = [await ada.callbacks.get('open'), await ada.callbacks.get('marked')];
      assert.deepEqual([open.callback?.customerId, marked.mark?.customerId], Array(2).fill(customerId || undefined));
    }
  });

  it('never dangles when it is agreed on while its customer is erased', async () => {
    for (let after = 0; after < 40; after += 1) {
      const { ada, data, id, desk, talk } = await seeded();
      await talk('talk');
      const bea = desk('bea');
      const race = async (deed: (backend: EmbeddedBackend) => Promise<unknown>) => {
        for (let left = after; left > 0; left -= 1) await Promise.resolve();
        return deed(bea);
      };
      await Promise.allSettled([
        race((backend) => backend.customers.erase(id)),
        ada.callbacks.schedule({ ...agreement('talk'), comment }, { key: 'k' }),
        ada.callbacks.mark('talk', false, { key: 'm' }),
      ]);
      const left = everything(data);
      assert.ok(!left.includes(comment) && !left.includes(JSON.stringify(id)), `after ${after} turns`);
    }
  });
});
