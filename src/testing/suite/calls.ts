import { refused } from '../assert.js';
import type { Section } from './case.js';
import { call, kari, kariPhone, person } from './cast.js';

export const calls: Section = {
  name: 'calls',
  needs: ['calls.dial'],
  cases: [
    {
      name: 'goes to a number as typed, to a field and back to whoever called',
      seed: ({ ago }) => ({ customers: [kari], interactions: [call('in', ago(1), { from: kariPhone })] }),
      async run({ backend, id }) {
        await backend.calls.dial({ raw: '22 34 56 78' });
        await backend.calls.dial({ customerId: id(0), field: 'mobile' });
        await backend.calls.dial({ interactionId: 'in' });
      },
    },
    {
      name: 'goes to a concealed number too',
      needs: ['permissions', 'confidential'],
      seed: { customers: [person('Quiet One', { secretPhone: kariPhone })], permissions: ['customers.view'] },
      async run({ backend, id }) {
        await backend.calls.dial({ customerId: id(0), field: 'secretPhone' });
      },
    },
    {
      name: 'is refused with invalid where there is no number',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        for (const raw of ['', 'anonymous', 'Posten', 'kari@example.org'])
          await refused(backend.calls.dial({ raw }), 'invalid', `a call to ${JSON.stringify(raw)}`, 'address');
        await refused(
          backend.calls.dial({ customerId: id(0), field: 'email' }),
          'invalid',
          'a call to an e-mail address',
          'address',
        );
      },
    },
    {
      name: 'is refused to an external id, however much it looks like a number',
      seed: { customers: [person('Mia Medlem', { membership: kariPhone })] },
      async run({ backend, id }) {
        const dialled = backend.calls.dial({ customerId: id(0), field: 'membership' });
        await refused(dialled, 'invalid', 'a call to an external id', 'address');
      },
    },
    {
      name: 'is refused where the reference leads nowhere',
      seed: { customers: [kari] },
      async run({ backend }) {
        await refused(
          backend.calls.dial({ customerId: 'nobody', field: 'mobile' }),
          ['not-found', 'invalid'],
          'a call to nobody',
        );
        await refused(backend.calls.dial({ interactionId: 'nothing' }), ['not-found', 'invalid'], 'a call to no interaction');
      },
    },
    {
      name: 'happens once with a key, and refuses the key for another number',
      needs: ['keys'],
      async run({ backend }) {
        await backend.calls.dial({ raw: kariPhone }, { key: 'dial-1' });
        await backend.calls.dial({ raw: kariPhone }, { key: 'dial-1' });
        await refused(
          backend.calls.dial({ raw: '22 34 56 78' }, { key: 'dial-1' }),
          'invalid',
          'the same key with another number',
          'key',
        );
      },
    },
  ],
};
