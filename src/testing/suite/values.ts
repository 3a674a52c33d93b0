import type { FieldDefinition } from '../../domain/field.js';
import { ensure, inShort, refused, rejection, same } from '../assert.js';
import { isBackendError } from '../../backend/backend-error.js';
import type { Case, Section } from './case.js';
import { call, fields, kari, kariPhone, person } from './cast.js';

/** What people, files and attackers write into a field. */
export const hostileValues: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror="alert(1)"><script>alert(2)</script>',
  'a closing tag': '</textarea></style></script>--><b>bold',
  'bidi controls': 'invoice\u202Egnp.exe\u2066\u200F',
  'NUL and control signs': 'a\0b\u0001\u001B[31mred',
  'a lone high surrogate': 'a\uD83Db',
  'a lone low surrogate': '\uDE00',
  'the word __proto__': '__proto__',
  'the word constructor': 'constructor',
  'the word toString': 'toString',
  'a javascript: link': 'javascript:alert(1)',
  'a family of emoji': '👩‍👩‍👧‍👦🏳️‍🌈',
  'right-to-left text': 'שלום עולם مرحبا',
  'a piece of SQL': "Robert'); DROP TABLE customers;--",
  'templates and formulas': '${7*7}{{7*7}}=HYPERLINK("x")',
  'space around and lines within': '  first\r\n\tsecond  ',
  'an accent apart from its letter': 'Cafe\u0301',
  'what looks like no value': 'null',
  'a mark of order and a space of no width': '\uFEFFa\u200Bb',
  'a page of text': 'many words '.repeat(400),
  'one mebibyte': 'x'.repeat(1_048_576),
};

function keeps(what: string, value: string): Case {
  return {
    name: `keeps ${what} unchanged, or refuses it as invalid`,
    mayRefuse: true,
    needs: ['customers.get'],
    seed: { customers: [person('Strange Value', { address: value }), kari] },
    async run({ backend, id }) {
      const customer = await backend.customers.get(id(0));
      ensure(
        customer?.fields['address'] === value,
        `the value is ${inShort(customer?.fields['address'])} instead of ${inShort(value)}`,
      );
      same((await backend.customers.get(id(1)))?.name, 'Kari Nordmann', 'the customer beside it');
    },
  };
}

function fieldNamed(name: string): Case {
  return {
    name: `keeps a field named ${name} as a field like any other, or refuses it as invalid`,
    mayRefuse: true,
    needs: ['customers.get'],
    seed: {
      fields: [...fields, { name, type: 'text', visible: true } satisfies FieldDefinition],
      customers: [
        {
          type: 'person',
          fields: Object.fromEntries([
            ['familyName', 'Strange'],
            [name, 'a value'],
          ]),
        },
        kari,
      ],
    },
    async run({ backend, id }) {
      const values = (await backend.customers.get(id(0)))?.fields ?? {};
      same(Object.getOwnPropertyDescriptor(values, name)?.value, 'a value', `the field ${name}`);
      ensure(!Object.hasOwn((await backend.customers.get(id(1)))?.fields ?? {}, name), 'a customer without it has no such field');
      ensure(
        ({} as Record<string, unknown>)['a value'] === undefined && typeof {}.toString === 'function',
        'objects are as they were',
      );
    },
  };
}

/** Answers, or is refused as invalid; nothing else. */
async function answersOrRefuses(promise: Promise<unknown>, what: string): Promise<void> {
  try {
    await promise;
  } catch (caught) {
    ensure(isBackendError(caught) && ['invalid', 'not-found'].includes(caught.code), `${what} rejects with ${inShort(caught)}`);
  }
}

export const values: Section = {
  name: 'values',
  cases: [
    ...Object.entries(hostileValues).map(([what, value]) => keeps(what, value)),
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(fieldNamed),
    {
      name: 'are unharmed by hostile addresses: each finds nobody',
      needs: ['customers.find'],
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const [what, value] of Object.entries(hostileValues)) {
          const answer = backend.customers.find({ raw: value }).then((result) => same(result.matches, [], `what ${what} finds`));
          await answersOrRefuses(answer, `a look-up of ${what}`);
        }
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'one', 'the outcome afterwards');
      },
    },
    {
      name: 'are unharmed by hostile searches',
      needs: ['customers.search'],
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const [what, value] of Object.entries(hostileValues)) {
          const answer = backend.customers.search(value).then((found) => same(found, [], `what ${what} finds`));
          await answersOrRefuses(answer, `a search for ${what}`);
        }
      },
    },
    {
      name: 'are unharmed by hostile ids: each is nobody',
      needs: ['customers.get'],
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const [what, value] of Object.entries(hostileValues)) {
          const answer = backend.customers.get(value).then((found) => same(found, undefined, `the customer ${what}`));
          await answersOrRefuses(answer, `the id ${what}`);
        }
      },
    },
    {
      name: 'keep hostile interactions unchanged, or refuse them as invalid',
      needs: ['interactions.record', 'interactions.get'],
      async run({ backend, now }) {
        for (const [what, value] of Object.entries(hostileValues)) {
          const given = call(value, now, { from: kariPhone, queue: value });
          const kept = backend.interactions.record(given).then(async (answer) => {
            same([answer.id, answer.queue], [value, value], `the interaction with ${what}`);
            same(await backend.interactions.get(value), answer, `what is got of the interaction with ${what}`);
          });
          await answersOrRefuses(kept, `an interaction with ${what}`);
        }
      },
    },
    {
      name: 'keep a hostile key apart from others, or refuse it as invalid',
      needs: ['interactions.record', 'keys'],
      async run({ backend, now }) {
        for (const key of ['__proto__', 'constructor', 'toString', '<b>', ' '])
          await answersOrRefuses(
            backend.interactions.record(call(`by ${key}`, now, { from: kariPhone }), { key }),
            `the key ${key}`,
          );
      },
    },
    {
      name: 'that are nonsense instead of an address are refused with a BackendError',
      needs: ['customers.find'],
      async run({ backend }) {
        for (const nonsense of [undefined, null, 7, 'text', {}, { raw: 7 }, { customerId: 'a' }, []]) {
          const what = `a look-up of ${inShort(nonsense)}`;
          const caught = await rejection(backend.customers.find(nonsense as never), what);
          ensure(isBackendError(caught), `${what} rejects with ${inShort(caught)} instead of a BackendError`);
        }
      },
    },
    {
      name: 'that are nonsense instead of an interaction are refused as invalid',
      needs: ['interactions.record'],
      async run({ backend, now }) {
        for (const nonsense of [undefined, null, 7, 'text', {}, []])
          await refused(backend.interactions.record(nonsense as never), 'invalid', `the interaction ${inShort(nonsense)}`);
        for (const [name, value] of Object.entries({ channel: 'telegraph', direction: 'sideways', state: 'asleep' }))
          await refused(
            backend.interactions.record(call('odd', now, { [name]: value })),
            'invalid',
            `the ${name} ${value}`,
            name,
          );
      },
    },
  ],
};
