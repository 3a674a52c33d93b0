import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { Customer } from '../../../src/domain/customer.js';
import { defaultFields } from '../../../src/domain/field.js';
import { wrongShapes, type WrongShape } from '../../../src/testing/index.js';
import {
  allByRole,
  byRole,
  call,
  everything,
  fieldsOf,
  house,
  nameOf,
  numbers,
  place,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  until,
  type Scene,
} from '../../support/card.js';

const customer = (more: object = {}): Customer =>
  ({
    id: 'C1',
    type: 'person',
    name: 'Ida',
    fields: { mobile: numbers.one, city: 'Oslo' },
    createdAt: '',
    changedAt: '',
    revision: 1,
    ...more,
  }) as Customer;
const found = (more: object = {}, match: object = {}) => ({
  outcome: 'one',
  shared: false,
  address: { kind: 'phone', raw: numbers.one, e164: numbers.one, display: '99 88 77 01' },
  matches: [{ customer: customer(), why: [{ by: 'phone', field: 'mobile' }], ...match }],
  ...more,
});

/** A backend in thirty lines, with anything in it. */
const anyBackend = (more: Record<string, object> = {}): Backend =>
  ({
    session: async () => ({
      tenantId: 't',
      agent: { id: 'a', name: 'A' },
      permissions: ['customers.view'],
      settings: {},
      now: '',
      ...more['session'],
    }),
    fields: { list: async () => defaultFields, ...more['fields'] },
    customers: {
      find: async () => found(),
      search: async () => [],
      get: async () => undefined,
      choose: async () => undefined,
      ...more['customers'],
    },
    interactions: { list: async () => ({ items: [] }), ...more['interactions'] },
    ...more['top'],
  }) as unknown as Backend;

/** One of the faces, whole: something to read, and nothing half. */
const isWhole = ({ card }: Scene) => {
  const text = textOf(card);
  expect(text, 'something to read').not.to.equal('');
  expect(text).not.to.match(/\[object|undefined|NaN|_\$lit/);
  expect(card.shadowRoot!.querySelectorAll('.card').length).to.equal(1);
  expect(allByRole(card, 'heading').length + allByRole(card, 'alert').length).to.be.above(0);
};

/** After it, the card is as good as before. */
const recovers = async (scene: Scene) => {
  scene.card.backend = house();
  scene.card.interaction = call(numbers.one);
  await until(() => allByRole(scene.card, 'heading', 'Ada Berg').length);
};

describe('hostile values', () => {
  staySilent();

  const nasty: Readonly<Record<string, string>> = {
    markup: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
    template: '${alert(1)} <!--?lit$1$--> {{7*7}}',
    bidi: '\u202egnp.exe\u2066 \u061c',
    NUL: 'a\0b',
    'a lone surrogate': 'x\ud800y',
    'the name of a prototype': '__proto__',
    constructor: 'constructor',
    'a link': 'javascript:alert(1)',
    'ten thousand characters': 'x'.repeat(10_000),
    'ten thousand words': 'ord '.repeat(2500),
    combining: `Z${'\u0351'.repeat(200)}algo`,
    emoji: '👩‍👩‍👧‍👦',
    'many lines': 'a\nb\r\nc',
  };

  for (const [what, value] of Object.entries(nasty)) {
    it(`shows ${what} as text, everywhere`, async () => {
      const fields = {
        givenName: value,
        mobile: value,
        email: value,
        city: value,
        department: value,
        ...({ ['__proto__x']: value } as object),
      };
      const backend = anyBackend({
        customers: {
          find: async () =>
            found(
              {},
              { customer: customer({ id: value, name: value, fields }), why: [{ by: 'phone', field: value, extension: value }] },
            ),
        },
      });
      const scene = await show({ backend, interaction: call(value), answers: 'message call customer-close' });
      await until(() => allByRole(scene.card, 'heading').length);
      expect(nameOf(byRole(scene.card, 'heading', /^(?!Details)/))).to.equal(value.replace(/\s+/g, ' ').trim());
      expect(fieldsOf(scene.card)['City']).to.equal(value.replace(/\s+/g, ' ').trim());
      expect(scene.card.shadowRoot!.querySelectorAll('img, script, a, iframe').length).to.equal(0);
      expect((window as { hacked?: number }).hacked).to.equal(undefined);
    });

    it(`shows ${what} in a list of several, in what is searched for and in earlier interactions`, async () => {
      const one = customer({ id: 'C1', name: value, fields: { city: value } });
      const two = customer({ id: 'C2', name: value, fields: { city: value } });
      const why = [{ by: 'choice', chosenAt: value, agentName: value }];
      const many = await show({
        backend: anyBackend({
          customers: {
            find: async () =>
              found({
                outcome: 'many',
                shared: true,
                matches: [
                  { customer: one, why },
                  { customer: two, why },
                ],
              }),
          },
        }),
        interaction: call(value),
      });
      expect(allByRole(many.card, 'option').length).to.equal(2);
      const none = await show({
        backend: anyBackend({
          customers: {
            find: async () =>
              found({ outcome: 'none', matches: [], address: { kind: 'phone', raw: value, e164: value, display: value } }),
          },
          interactions: {
            list: async () => ({ items: [{ ...call(value), startedAt: value, agentName: value, excerpt: value, revision: 1 }] }),
          },
        }),
        interaction: call(value),
      });
      await until(() => allByRole(none.card, 'listitem').length);
      for (const { card } of [many, none]) expect(card.shadowRoot!.querySelectorAll('img, script, a, iframe').length).to.equal(0);
      expect((window as { hacked?: number }).hacked).to.equal(undefined);
    });
  }

  it('shows no field that is not the customer’s own', async () => {
    const fields = [
      ...defaultFields,
      { name: '__proto__', type: 'text', visible: true },
      { name: 'toString', type: 'text', visible: true },
    ];
    const { card } = await show({
      backend: anyBackend({ fields: { list: async () => fields } }),
      interaction: call(numbers.one),
    });
    expect(Object.keys(fieldsOf(card))).to.deep.equal(['Mobile', 'City']);
  });

  it('takes numbers, texts and nothing for no value of a field', async () => {
    const odd = customer({
      fields: { mobile: numbers.one, city: 7, department: null, address: { a: 1 }, country: ['NO'], postcode: '  ' },
    });
    const { card } = await show({
      backend: anyBackend({ customers: { find: async () => found({}, { customer: odd }) } }),
      interaction: call(numbers.one),
    });
    expect(fieldsOf(card)).to.deep.equal({ Mobile: '99 88 77 01' });
  });
});

describe('a backend that answers nonsense', () => {
  staySilent();

  const methods = [
    'session',
    'fields.list',
    'customers.find',
    'customers.get',
    'customers.search',
    'interactions.list',
    'customers.choose',
    'calls.dial',
  ];

  for (const method of methods)
    for (const wrongShape of Object.keys(wrongShapes) as WrongShape[])
      it(`shows one of its faces when ${method} answers ${wrongShape}`, async () => {
        const interaction = call(
          method === 'interactions.list' ? numbers.none : numbers.many,
          method === 'customers.get' ? { customerId: 'C1' } : {},
        );
        const scene = await show({ plan: { [method]: { wrongShape } }, interaction });
        const input = allByRole<HTMLInputElement>(scene.card, 'combobox')[0];
        if (input) {
          input.value = 'a';
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
          if (method === 'customers.search') await until(() => scene.faulty.calls.some((one) => one.method === method));
        }
        allByRole(scene.card, 'option')[0]?.click();
        await settled(scene);
        for (const control of allByRole(scene.card, 'button', /This is|^Call/)) control.click();
        await settled(scene);
        isWhole(scene);
        await recovers(scene);
      });

  const nonsense: Readonly<Record<string, Record<string, object>>> = {
    'a customer without anything': {
      customers: { find: async () => found({ matches: [{ customer: { id: 'C1', fields: {} }, why: [] }] }) },
    },
    'a customer without an id': { customers: { find: async () => found({ matches: [{ customer: { fields: {} } }] }) } },
    'one without exactly one': { customers: { find: async () => found({ matches: [] }) } },
    'an outcome nobody knows': { customers: { find: async () => found({ outcome: 'perhaps' }) } },
    'reasons that are none': {
      customers: { find: async () => found({}, { why: [null, 7, {}, { by: 'phone' }, { by: 'magic', field: 3 }, []] }) },
    },
    'no reasons': { customers: { find: async () => found({}, { why: 'because' }) } },
    'an address without its parts': {
      customers: { find: async () => found({ outcome: 'none', matches: [], address: { kind: 'phone' } }) },
    },
    'an address of no kind': { customers: { find: async () => found({ address: { kind: 'pigeon', raw: 7 } }) } },
    'an address of many without its parts': {
      customers: {
        find: async () => found({ outcome: 'many', address: { kind: 'phone' }, matches: [{ customer: customer(), why: [] }] }),
      },
    },
    'another customer than asked for': { customers: { get: async () => customer({ id: 'OTHER' }) } },
    'field definitions with odd parts': {
      fields: {
        list: async () => [
          { name: 'city', label: { a: 1 }, type: 'choice', choices: 'abc', visible: true },
          { name: 'mobile', label: 7, type: 8, use: {}, partOfName: 5, visible: true },
          { name: 'given', partOfName: null, visible: true },
        ],
      },
    },
    'settings that are none': {
      session: {
        settings: { homeRegion: 5, timeZone: 'Nowhere/Nowhere', slowAfter: 'soon', ownNumbers: 3, extensionDigits: {} },
      },
    },
    'settings that are a list': { session: { settings: ['x'] } },
    'permissions that are words': { session: { permissions: 'customers.view' } },
    'services that are empty': { top: { fields: {}, interactions: {}, calls: {} } },
    'a watch that throws': {
      top: {
        watch: () => {
          throw new Error('no watching');
        },
      },
    },
    'a watch that returns no function': { top: { watch: () => ({}) } },
    'a watch whose stop throws': {
      top: {
        watch: () => () => {
          throw new Error('no stopping');
        },
      },
    },
    'a watch that tells nonsense': {
      top: {
        watch: (_scope: object, listeners: { change(change: unknown): void }) => {
          const all = [
            null,
            undefined,
            7,
            'x',
            [],
            {},
            { kind: 'customer' },
            { kind: 'customer', id: 'C1' },
            { kind: 'magic', id: 1 },
          ];
          void turn().then(() => all.forEach((each) => listeners.change(each)));
          return () => {};
        },
      },
    },
    'answers that are no promises': { customers: { find: () => found() } },
    'methods that throw at once': {
      customers: {
        find: () => {
          throw new Error('at once');
        },
      },
    },
    'rejections without a reason': { customers: { find: () => Promise.reject(undefined as unknown as Error) } },
    'a get that throws while the look-up is on its way': {
      customers: {
        find: async () => {
          await turn();
          throw new Error('and this one later');
        },
        get: () => {
          throw new Error('at once');
        },
      },
    },
    'a session that fails while the fields throw': {
      top: { session: () => Promise.reject(new Error('no session')), fields: {} },
    },
    'interactions with odd parts': {
      customers: { find: async () => found({ outcome: 'none', matches: [] }) },
      interactions: {
        list: async () => ({
          items: [
            { id: 'a', channel: 'pigeon', direction: 'sideways', startedAt: 7, excerpt: { a: 1 }, agentName: [] },
            { id: 'b', channel: 'constructor', startedAt: {} },
            { id: 'c' },
          ],
        }),
      },
    },
    'interactions that are none': {
      customers: { find: async () => found({ outcome: 'none', matches: [] }) },
      interactions: { list: async () => ({ items: [null, 7] }) },
    },
  };

  for (const [what, how] of Object.entries(nonsense))
    it(`shows one of its faces for ${what}`, async () => {
      const scene = await show({ backend: anyBackend(how), interaction: call(numbers.one, { customerId: 'C1' }) });
      await settled(scene);
      if (textOf(scene.card) !== '') isWhole(scene);
      else expect(what).to.equal('permissions that are words'); // not allowed: not offered
      scene.card.refresh();
      await settled(scene);
      await recovers(scene);
    });

  it('shows times in spite of a time zone that nobody knows', async () => {
    const { card } = await show({
      backend: anyBackend({
        session: { settings: { timeZone: 'Nowhere/Nowhere' } },
        customers: { find: async () => found({ outcome: 'none', matches: [] }) },
        interactions: {
          list: async () => ({ items: [{ ...call(numbers.one), startedAt: '2026-03-01T12:00:00Z', revision: 1 }] }),
        },
      }),
      interaction: call(numbers.one),
    });
    await until(() => allByRole(card, 'listitem').length);
    expect(allByRole(card, 'listitem')[0]!.textContent).to.contain('2026');
  });

  it('is not offered for what is no backend at all', async () => {
    for (const backend of ['memory:', 7, true, {}, [], Object.create(null)] as unknown as Backend[]) {
      const scene = place({ interaction: call(numbers.one) });
      scene.card.backend = backend;
      await scene.card.updateComplete;
      expect(scene.card.shadowRoot!.childElementCount).to.equal(0);
      await recovers(scene);
    }
  });

  it('shows one of its faces for an interaction with odd parts', async () => {
    const odd = [
      {},
      { id: 'i1' },
      { id: 'i2', direction: 'sideways', from: 7 },
      { id: 'i3', direction: 'inbound', from: { a: 1 } },
      { id: 'i4', direction: 'inbound', from: '+4799887701', lastInboundAt: 7, customerId: 8 },
    ];
    const scene = await show({ interaction: call(numbers.one) });
    for (const interaction of odd) {
      scene.card.interaction = interaction as never;
      await settled(scene);
      expect(textOf(scene.card)).not.to.match(/\[object|undefined/);
    }
    await recovers(scene);
  });

  it('has nothing of the nonsense left behind', async () => {
    const scene = await show({ plan: { '*': { wrongShape: 'text' } }, interaction: call(numbers.one) });
    expect(everything(scene.card)).not.to.contain('<b>');
  });
});
