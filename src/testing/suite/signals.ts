import { isAbort } from '../../backend/backend-error.js';
import { aborted, ensure, inShort, same } from '../assert.js';
import type { Section } from './case.js';
import { call, kari, kariPhone, ola, sharedPhone } from './cast.js';
import { deeds, used } from './deeds.js';
import { turn } from './watching.js';

export const signals: Section = {
  name: 'signals',
  cases: [
    {
      name: 'aborted before the call reject every method with their reason',
      seed: used,
      async run({ backend, id, now }) {
        const signal = AbortSignal.abort();
        for (const deed of deeds(backend, id(0), now)) await aborted(deed.run({ signal }), signal, deed.name);
      },
    },
    {
      name: 'aborted with a reason of the caller reject with that very reason',
      needs: ['customers.find'],
      async run({ backend }) {
        const controller = new AbortController();
        controller.abort(new DOMException('the agent went on to the next call', 'AbortError'));
        await aborted(backend.customers.find({ raw: kariPhone }, { signal: controller.signal }), controller.signal, 'find');
      },
    },
    {
      name: 'aborted during the call end it: with their reason, or with the answer if that was already there',
      seed: used,
      async run({ backend, id, now }) {
        for (const deed of deeds(backend, id(0), now)) {
          const controller = new AbortController();
          const promise = deed.run({ signal: controller.signal });
          controller.abort();
          try {
            await promise;
          } catch (caught) {
            ensure(isAbort(caught), `${deed.name}, aborted, rejects with ${inShort(caught)}`);
            ensure(caught === controller.signal.reason, `${deed.name}, aborted, rejects with a reason that is not the signal's`);
          }
        }
      },
    },
    {
      name: 'aborted before a write leave no trace of it',
      needs: ['interactions.record', 'interactions.get'],
      async run({ backend, now }) {
        const signal = AbortSignal.abort();
        await aborted(backend.interactions.record(call('never', now, { from: kariPhone }), { signal }), signal, 'record');
        await turn();
        same(await backend.interactions.get('never'), undefined, 'the interaction');
      },
    },
    {
      name: 'aborted before a choice leave no trace of it',
      needs: ['customers.choose', 'customers.find'],
      seed: { customers: [kari, { ...ola, fields: { ...ola.fields, mobile: kariPhone } }] },
      async run({ backend, id }) {
        const signal = AbortSignal.abort();
        await aborted(backend.customers.choose({ raw: kariPhone }, id(1), { signal }), signal, 'choose');
        await turn();
        const { matches } = await backend.customers.find({ raw: kariPhone });
        ensure(!matches.some((each) => each.why.some((why) => why.by === 'choice')), 'nobody is chosen');
      },
    },
    {
      name: 'aborted before a write with a key leave the key free',
      needs: ['interactions.record', 'keys'],
      async run({ backend, now }) {
        const signal = AbortSignal.abort();
        const given = call('later', now, { from: kariPhone });
        await aborted(backend.interactions.record(given, { signal, key: 'key-1' }), signal, 'record');
        same(
          (await backend.interactions.record({ ...given, from: sharedPhone }, { key: 'key-1' })).from,
          sharedPhone,
          'what is recorded with the key',
        );
      },
    },
    {
      name: 'aborted after a write leave it done',
      needs: ['interactions.record', 'interactions.get'],
      async run({ backend, now }) {
        const controller = new AbortController();
        const kept = await backend.interactions.record(call('done', now, { from: kariPhone }), { signal: controller.signal });
        controller.abort();
        await turn();
        same(await backend.interactions.get('done'), kept, 'the interaction');
      },
    },
    {
      name: 'of one call end no other',
      needs: ['customers.find'],
      seed: { customers: [kari, ola] },
      async run({ backend }) {
        const controller = new AbortController();
        const given = backend.customers.find({ raw: kariPhone }, { signal: controller.signal });
        const other = backend.customers.find({ raw: sharedPhone });
        controller.abort();
        await given.catch(() => {});
        same((await other).outcome, 'one', 'the outcome of the other');
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'one', 'the outcome when asked again');
      },
    },
    {
      name: 'that are never aborted change nothing',
      seed: used,
      async run({ backend, id, now }) {
        const { signal } = new AbortController();
        for (const deed of deeds(backend, id(0), now)) await deed.run({ signal });
      },
    },
  ],
};
