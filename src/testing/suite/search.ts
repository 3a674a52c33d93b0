import type { Customer } from '../../domain/customer.js';
import { ensure, inShort, same } from '../assert.js';
import type { Case, Section } from './case.js';
import { acme, crowd, fields, kari, kariPhone, ola, organization, person, sharedPhone } from './cast.js';

const idsOf = (customers: readonly Customer[]) => customers.map((each) => each.id);

/** Folded words of a text: what stands between spaces and signs. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const searched = fields.filter((field) => field.visible && !field.confidential);

/** Whether every word of the text (and there is one) begins a word of what may be searched. The tables are of letters on which all folds agree. */
function follows(customer: Customer, text: string): boolean {
  const values = searched.map((field) => customer.fields[field.name] ?? '');
  const words = [customer.name, customer.id, ...values].flatMap(wordsOf);
  const sought = wordsOf(text);
  return sought.length > 0 && sought.every((each) => words.some((word) => word.startsWith(each)));
}

const people = [
  person('Émile Zolá', { city: 'Besançon', department: 'Ventes' }),
  person('Emil Berg', { city: 'Malmö', email: 'emil@example.org' }),
  person('Åsa Malm', { city: 'Lund', internal: 'Emilia' }),
  organization('Émigré Books', { city: 'Bergen', address: 'Zola road' }),
  person('Anna Maria Emberg', { city: 'Oslo' }),
  person('Bo Ek', { city: 'Emden', secretWord: 'Zolani' }),
];
const texts =
  'emil|EMIL|Émil|émile zola|zola emile|e z|em be|be em|berg|malm|malmo|MALMÖ|asa lund|åsa|anna maria emberg|maria|emig|bes vent|zolan|oslo|x|ek bo|ème';

/** A page of a table: this text finds these, in any order, and nobody else. */
function finds(text: string, ...which: readonly number[]): Case {
  return {
    name: `finds ${which.length || 'nobody'} by ${JSON.stringify(text)} among six`,
    seed: { customers: people },
    async run({ backend, id }) {
      const found = idsOf(await backend.customers.search(text));
      same([...found].sort(), which.map((index) => id(index)).sort(), 'what is found');
    },
  };
}

export const search: Section = {
  name: 'customers.search',
  needs: ['customers.search'],
  cases: [
    finds('berg emil', 1),
    finds('zola', 0, 3),
    finds('malmo', 1),
    finds('asa', 2),
    {
      name: 'finds whoever has every word as the beginning of a word, whatever the text',
      seed: { customers: people },
      async run({ backend, ids }) {
        const all = (await Promise.all(ids.map((id) => backend.customers.search(id)))).flat();
        for (const text of texts.split('|')) {
          const found = idsOf(await backend.customers.search(text));
          const right = idsOf(all.filter((customer) => follows(customer, text)));
          ensure(
            right.every((id) => found.includes(id)),
            `${JSON.stringify(text)} finds ${inShort(found)} and not all of ${inShort(right)}`,
          );
        }
      },
    },
    {
      name: 'finds nobody who lacks one of the words, whatever the text',
      forbidsTypos: true,
      seed: { customers: people },
      async run({ backend }) {
        for (const text of texts.split('|'))
          for (const customer of await backend.customers.search(text))
            ensure(follows(customer, text), `${JSON.stringify(text)} finds ${inShort(customer)}, who has not all of its words`);
      },
    },
    {
      name: 'finds nothing for a typing mistake',
      forbidsTypos: true,
      seed: { customers: [kari, ola] },
      async run({ backend }) {
        for (const text of ['Norrmann', 'Krai', 'Hnasen'])
          same(idsOf(await backend.customers.search(text)), [], `what ${text} finds`);
      },
    },
    {
      name: 'finds nothing for an empty text, spaces or signs',
      seed: { customers: [kari, ola, acme] },
      async run({ backend }) {
        for (const text of ['', ' ', '\t\n', '\u00a0'])
          same(idsOf(await backend.customers.search(text)), [], `what ${JSON.stringify(text)} finds`);
      },
    },
    {
      name: 'gives no sign a meaning of its own',
      seed: { customers: [kari, ola, acme] },
      async run({ backend }) {
        for (const text of [
          '%',
          '_',
          '*',
          '.*',
          'Kar%',
          'K*i',
          '^',
          '$',
          '\\',
          '"',
          "'",
          "' OR 1=1 --",
          '[',
          '(',
          '<b>',
          'Ola OR Kari',
          '-Ola',
        ])
          for (const customer of await backend.customers.search(text))
            ensure(follows(customer, text), `${JSON.stringify(text)} finds ${inShort(customer)}, who has not all of its words`);
      },
    },
    {
      name: 'finds exactly the customer whose id it is',
      seed: { customers: [kari, ola, acme] },
      async run({ backend, ids }) {
        for (const id of ids) same(idsOf(await backend.customers.search(id)), [id], `what ${id} finds`);
      },
    },
    {
      name: 'finds exactly the customer whose id it is, also when another has it as a value',
      needs: ['addCustomers'],
      seed: { customers: [kari] },
      async run({ backend, id, addCustomers }) {
        await addCustomers([person('Quoting Somebody', { department: id(0) })]);
        same(idsOf(await backend.customers.search(id(0))), [id(0)], 'what is found');
      },
    },
    {
      name: 'finds those who have exactly the number, in another spelling too',
      needs: ['phones'],
      seed: { customers: [ola, acme, kari, person('Longer Number', { phone: '+46846500412' })] },
      async run({ backend, id }) {
        for (const text of ['22 34 56 78', sharedPhone, '22345678', '0047 22 34 56 78'])
          same([...idsOf(await backend.customers.search(text))].sort(), [id(0), id(1)].sort(), `what ${text} finds`);
        same(idsOf(await backend.customers.search('+4746500412')), [], 'what the end of a number finds');
      },
    },
    {
      name: 'finds those who have exactly the e-mail address',
      seed: { customers: [kari, ola, person('Double Ganger', { email: 'OLA@example.org' })] },
      async run({ backend, id }) {
        same([...idsOf(await backend.customers.search('Ola@Example.org'))].sort(), [id(1), id(2)].sort(), 'what is found');
      },
    },
    {
      name: 'never looks into fields that are not visible',
      seed: { customers: [person('Quiet One', { internal: 'Difficult' })] },
      async run({ backend }) {
        same(idsOf(await backend.customers.search('difficult')), [], 'what is found');
      },
    },
    {
      name: 'never looks into confidential values, whatever the agent may see',
      needs: ['confidential'],
      seed: { customers: [person('Quiet One', { secretWord: 'Rosebud' })] },
      async run({ backend }) {
        for (const text of ['rosebud', 'rose']) same(idsOf(await backend.customers.search(text)), [], `what ${text} finds`);
      },
    },
    {
      name: 'puts a name that is the text before names that only contain it',
      seed: { customers: [person('Lee Annabel'), person('Bob Lee', { department: 'Ann' }), person('Ann Lee')] },
      async run({ backend, id }) {
        same((await backend.customers.search('ann lee'))[0]?.id, id(2), 'the best');
      },
    },
    {
      name: 'answers at most 50',
      seed: { customers: crowd(60) },
      async run({ backend }) {
        const found = await backend.customers.search('crowd');
        same([found.length, new Set(idsOf(found)).size], [50, 50], 'the number of customers found');
      },
    },
    {
      name: 'finds a customer who was added a moment ago',
      needs: ['addCustomers'],
      async run({ backend, addCustomers }) {
        const ids = await addCustomers([kari]);
        same(idsOf(await backend.customers.search('nordmann')), ids, 'what is found');
        same(idsOf(await backend.customers.search(kariPhone)), ids, 'what is found by the number');
      },
    },
  ],
};
