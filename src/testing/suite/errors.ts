import { backendErrorCodes, isBackendError } from '../../backend/backend-error.js';
import { ensure, inShort, rejection, same } from '../assert.js';
import type { Section } from './case.js';
import { kari, kariPhone } from './cast.js';
import { email } from './message-cast.js';
import { turn } from './watching.js';

export const errors: Section = {
  name: 'errors',
  cases: [
    {
      name: 'have one of the closed codes, a message and the name BackendError',
      needs: ['customers.find'],
      async run({ backend }) {
        const caught = await rejection(backend.customers.find({ customerId: 'nobody', field: 'mobile' }), 'an unknown customer');
        ensure(isBackendError(caught), `it is ${inShort(caught)} instead of a BackendError`);
        ensure(backendErrorCodes.includes(caught.code), `the code ${caught.code} is one of the list`);
        ensure(caught.message !== '' && caught.name === 'BackendError', 'it has a message and its name');
      },
    },
    {
      name: 'name every field that is wrong, with a reason, when the code is invalid',
      needs: ['customers.list'],
      async run({ backend }) {
        const caught = await rejection(backend.customers.list({ limit: 0 }), 'the limit 0');
        ensure(isBackendError(caught) && caught.code === 'invalid', `it is ${inShort(caught)} instead of invalid`);
        for (const { field, reason } of caught.fields ?? [])
          ensure(field !== '' && reason !== '', 'each has a field and a reason');
        ensure((caught.fields ?? []).length > 0, 'at least one field is named');
      },
    },
    {
      name: 'name all of several fields that are wrong at once',
      needs: ['interactions.record'],
      async run({ backend }) {
        const caught = await rejection(
          backend.interactions.record({ id: 'x' } as never),
          'an interaction with nothing but an id',
        );
        ensure(isBackendError(caught) && caught.code === 'invalid', `it is ${inShort(caught)} instead of invalid`);
        const named = (caught.fields ?? []).map((each) => each.field);
        same([...named].sort(), ['channel', 'direction', 'startedAt', 'state'], 'the fields');
      },
    },
    {
      name: 'tell no personal data in their message',
      needs: ['customers.choose'],
      seed: { customers: [kari] },
      async run({ backend }) {
        const caught = await rejection(backend.customers.choose({ raw: kariPhone }, 'nobody'), 'the choice of nobody');
        const text = caught instanceof Error ? caught.message : '';
        ensure(!text.includes('92233445') && !text.includes('Nordmann'), `the message is ${inShort(text)}`);
      },
    },
    {
      name: 'tell nothing of what was written in a note',
      needs: ['notes.add', 'notes.change', 'notes.remove', 'second'],
      seed: { customers: [kari] },
      async run({ backend, id, second }) {
        const { id: noteId } = await backend.notes.add({ customerId: id(0), text: 'Rosebud' });
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        const deedsThatFail = [
          () => backend.notes.add({ customerId: 'nobody', text: 'Rosebud' }),
          () => backend.notes.change(noteId, { revision: 9, text: 'Rosebud' }),
          () => backend.notes.change(noteId, { revision: 1, text: 'Rosebud\0' }),
          () => other.notes.change(noteId, { revision: 1, text: 'Rosebud' }),
          () => other.notes.remove(noteId, 1),
        ];
        for (const deed of deedsThatFail) {
          const caught = await rejection(deed(), 'what cannot be done');
          ensure(isBackendError(caught), `it is ${inShort(caught)} instead of a BackendError`);
          ensure(!`${caught.message}${JSON.stringify(caught.fields)}`.includes('Rosebud'), `it says ${inShort(caught.message)}`);
        }
      },
    },
    {
      name: 'tell nothing of what was written in a message, and not to whom',
      needs: ['messages.send', 'second', 'permissions', 'keys'],
      seed: { customers: [kari] },
      async run(desk) {
        const { messages } = desk.backend;
        const draft = email(desk, { text: 'Rosebud', subject: 'Rosebud', to: { raw: 'rosebud@example.org' } });
        const other = await desk.second({ permissions: ['messages.send'] });
        await messages.send(draft, { key: 'send-1' });
        const deedsThatFail = [
          () => messages.send({ ...draft, customerId: 'nobody' }),
          () => messages.send({ ...draft, subject: 'Rosebud\nRosebud' }),
          () => messages.send({ ...draft, text: 'Rosebud {{rosebud}}' }),
          () => messages.send({ ...draft, to: { raw: 'Rosebud' } }),
          () => messages.send({ ...draft, reason: 'Rosebud\0' }),
          () => messages.send({ ...draft, text: 'Rosebud!' }, { key: 'send-1' }),
          () => other.messages.send(draft),
        ];
        for (const deed of deedsThatFail) {
          const caught = await rejection(deed(), 'what cannot be done');
          ensure(isBackendError(caught), `it is ${inShort(caught)} instead of a BackendError`);
          const said = `${caught.message}${JSON.stringify(caught.fields)}`;
          ensure(!/rosebud/i.test(said), `it says ${inShort(said)}`);
        }
      },
    },
    {
      name: 'of one call leave the backend as able as before',
      needs: ['customers.find'],
      seed: { customers: [kari] },
      async run({ backend }) {
        await rejection(backend.customers.find({ interactionId: 'nothing' }), 'an unknown interaction');
        await turn();
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'one', 'the outcome afterwards');
      },
    },
    {
      name: 'are no answer to what is merely absent',
      needs: ['customers.get', 'customers.search', 'customers.find'],
      async run({ backend }) {
        same(await backend.customers.get('nobody'), undefined, 'a customer who is not there');
        same(await backend.customers.search('nobody'), [], 'a search that finds nothing');
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'none', 'a look-up that finds nobody');
      },
    },
  ],
};
