import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { indexedDb } from '../../../src/adapters/indexeddb/indexeddb.js';
import { memory, memoryData, type MemoryOptions } from '../../../src/adapters/memory.js';
import type { Backend, Change } from '../../../src/backend/backend.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import type { Customer } from '../../../src/domain/customer.js';
import { defaultFields } from '../../../src/domain/field.js';
import {
  ada,
  allByRole,
  button,
  byRole,
  call,
  called,
  en,
  everybody,
  fieldsOf,
  focused,
  give,
  noon,
  numbers,
  type Scene,
  type SceneOptions,
  said,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  until,
} from '../../support/card.js';
import { cancel, closed, edit, english, fill, form, input, inputs, opened, save, told, two } from '../../support/form.js';

const city = en['field-city'];
const country = en['field-country'];
const mobile = en['field-mobile'];
const merged = (...fields: string[]) => en.merged({ fields }, english);
const clashes = (count: number) => en.clashes({ count }, english);

interface Desk extends Scene {
  /** What the host was told. */
  readonly heard: string[];
}

const desk = async (options: SceneOptions): Promise<Desk> => {
  const scene = await show(options);
  return { ...scene, heard: told(scene.card) };
};

/** The one who tests, and a colleague, each with Ada on screen. */
async function desks(
  { mia, tom }: { readonly mia: Backend; readonly tom: Backend } = two(),
  own: SceneOptions = {},
): Promise<{ readonly mine: Desk; readonly theirs: Desk; readonly id: string }> {
  const mine = await desk({ backend: mia, interaction: call(numbers.one), ...own });
  const theirs = await desk({ backend: tom, interaction: call(numbers.one) });
  return { mine, theirs, id: await mine.id('ada') };
}

/** The colleague saves, by hand. */
async function saves({ card, heard }: Desk, values: Readonly<Record<string, string>>): Promise<void> {
  const before = heard.length;
  if (!form(card)) await edit(card);
  for (const [label, text] of Object.entries(values)) fill(card, label, text);
  save(card);
  await until(() => heard.length > before, 'the colleague has saved');
  await closed(card);
}

/** Somebody writes without a screen. */
async function writes(backend: Backend, id: string, fields: Readonly<Record<string, string>>): Promise<Customer> {
  const { revision } = (await backend.customers!.get(id))!;
  return backend.customers!.change!(id, { revision, fields });
}

const bars = (card: Element): string[] =>
  [...card.shadowRoot!.querySelectorAll('[part=bar]:not(.company)')].map((bar) => squeeze(bar.textContent ?? ''));
const bar = (card: Element, text: string): HTMLElement | undefined =>
  [...card.shadowRoot!.querySelectorAll<HTMLElement>('[part=bar]')].find((each) =>
    squeeze(each.textContent ?? '').includes(text),
  );
const clashOf = (card: Element, field: string): HTMLElement | undefined => allByRole(card, 'group', en['clash-of']({ field }))[0];
const take = (card: Element, whose: 'mine' | 'theirs', field: string): HTMLButtonElement =>
  button(card, `${en[`take-${whose}`]}: ${field}`);
const changes = ({ faulty }: Scene) => faulty.calls.filter(({ method }) => method === 'customers.change');
const kept = async (backend: Backend, id: string) => (await backend.customers!.get(id))!;

/** Everything that stood on the card from now on, render by render. */
function seen(card: Scene['card']): readonly string[] {
  const texts: string[] = [];
  card.addController({ hostUpdated: () => void texts.push(textOf(card)) });
  return texts;
}

/** A backend that does not tell which write a change came from. */
const keyless = (backend: Backend): Backend => ({
  ...backend,
  watch: (scope, listeners) =>
    backend.watch!(scope, {
      ...listeners,
      change: (change) => {
        const { key: _, ...rest } = change as Change & { key?: string };
        listeners.change(rest as Change);
      },
    }),
});

/** A backend that tells nobody anything. */
const mute = ({ watch: _, ...backend }: Backend): Backend => backend;

describe('two agents and one customer', () => {
  staySilent();

  describe('reading, while a colleague saves', () => {
    it('is told in a bar, nothing changes by itself, and Refresh shows it', async () => {
      const { mine, theirs } = await desks();
      await saves(theirs, { [city]: 'Voss' });
      await until(() => textOf(mine.card).includes(en['changed-by-colleague']));
      await settled(mine);
      expect(fieldsOf(mine.card)).to.include({ City: 'Bergen' });
      bar(mine.card, en['changed-by-colleague'])!.querySelector('button')!.click();
      await until(() => fieldsOf(mine.card)['City'] === 'Voss');
      expect(textOf(mine.card)).not.to.include(en['changed-by-colleague']);
    });

    it('is not told of what an answer that was under way brought already', async () => {
      const { mine, theirs, id } = await desks();
      mine.faulty.hold('customers.find');
      button(mine.card, en.refresh).click();
      await until(() => mine.faulty.held === 1);
      const answer = await kept(theirs.backend, id);
      expect(answer.revision).to.equal(1);
      await mine.faulty.releaseAll();
      await settled(mine);
      // The backend reads after the change is committed, and tells of it before it answers.
      mine.faulty.hold('watch');
      await writes(theirs.backend, id, { city: 'Voss' });
      mine.faulty.hold('customers.find');
      button(mine.card, en.refresh).click();
      await until(() => mine.faulty.held > 0);
      mine.faulty.tell({ kind: 'customer', id, revision: 2 });
      await until(() => textOf(mine.card).includes(en['changed-by-colleague']));
      await mine.faulty.releaseAll();
      await until(() => fieldsOf(mine.card)['City'] === 'Voss');
      await settled(mine);
      expect(textOf(mine.card)).not.to.include(en['changed-by-colleague']);
    });

    it('says so to people who listen', async () => {
      const { mine, theirs } = await desks();
      await saves(theirs, { [city]: 'Voss' });
      await until(() => said(mine.card) === en['changed-by-colleague']);
    });
  });

  describe('saving', () => {
    for (const [what, how] of [
      ['', (backend: Backend) => backend],
      [', also where the backend does not say whose change it was', keyless],
    ] as const) {
      it(`is never called a colleague’s change, at no moment${what}`, async () => {
        const { mia, tom } = two();
        const { mine, theirs, id } = await desks({ mia: how(mia), tom });
        const texts = seen(mine.card);
        await saves(mine, { [city]: 'Voss' });
        await settled(mine);
        expect(texts.filter((text) => text.includes(en['changed-by-colleague']))).to.deep.equal([]);
        expect(fieldsOf(mine.card)).to.include({ City: 'Voss' });
        expect((await kept(theirs.backend, id)).revision).to.equal(2);
      });

      it(`never shows the old values again on the way${what}`, async () => {
        const { mia, tom } = two();
        const { mine } = await desks({ mia: how(mia), tom });
        await edit(mine.card);
        fill(mine.card, city, 'Voss');
        const moments: string[] = [];
        mine.card.addController({
          hostUpdated: () =>
            void moments.push(form(mine.card) ? inputs(mine.card)['city']! : (fieldsOf(mine.card)['City'] ?? 'nothing')),
        });
        save(mine.card);
        await closed(mine.card);
        await settled(mine);
        expect([...new Set(moments)]).to.deep.equal(['Voss']);
      });

      it(`is never called a colleague’s change when its answer is late and the form was closed${what}`, async () => {
        const { mia, tom } = two();
        const { mine } = await desks({ mia: how(mia), tom });
        await edit(mine.card);
        fill(mine.card, city, 'Voss');
        const texts = seen(mine.card);
        mine.faulty.hold('customers.change');
        save(mine.card);
        await until(() => mine.faulty.held === 1);
        cancel(mine.card);
        await closed(mine.card);
        expect(textOf(mine.card)).to.include(en['saving-goes-on']);
        await mine.faulty.releaseAll();
        await until(() => fieldsOf(mine.card)['City'] === 'Voss', 'what I saved is on my card');
        await settled(mine);
        expect(texts.filter((text) => text.includes(en['changed-by-colleague']))).to.deep.equal([]);
        expect(textOf(mine.card)).not.to.include(en['saving-goes-on']);
        expect(mine.heard.length).to.equal(1);
      });
    }

    it('is shown in my other card by itself, and not called a colleague’s', async () => {
      const { mine } = await desks();
      const other = await desk({ interaction: call(numbers.one) });
      other.card.backend = mine.card.backend;
      await until(() => fieldsOf(other.card)['City'] === 'Bergen');
      const texts = seen(other.card);
      await saves(mine, { [city]: 'Voss' });
      await until(() => fieldsOf(other.card)['City'] === 'Voss');
      await settled(mine);
      expect(textOf(other.card)).not.to.include(en['changed-by-colleague']);
      await saves(mine, { [city]: 'Alta' });
      await until(() => fieldsOf(other.card)['City'] === 'Alta');
      expect(texts.filter((text) => text.includes(en['changed-by-colleague']))).to.deep.equal([]);
    });

    it('is merged into the form that I have open on my other card', async () => {
      const { mine } = await desks();
      const other = await desk({ interaction: call(numbers.one) });
      other.card.backend = mine.card.backend;
      await until(() => fieldsOf(other.card)['City'] === 'Bergen');
      await edit(other.card);
      fill(other.card, country, 'Norway');
      await saves(mine, { [city]: 'Voss' });
      await until(() => inputs(other.card)['city'] === 'Voss');
      expect(inputs(other.card)).to.include({ country: 'Norway' });
    });

    it('after which a colleague saves is told as theirs', async () => {
      const { mine, theirs } = await desks();
      await saves(mine, { [city]: 'Voss' });
      await settled(mine);
      await saves(theirs, { [country]: 'Norway' });
      await until(() => textOf(mine.card).includes(en['changed-by-colleague']));
      expect(fieldsOf(mine.card)).not.to.have.property('Country');
    });
  });

  for (const [where, open] of [
    ['in memory', () => ({ ...two(), wipe: async () => undefined })],
    ['in the browser’s database', () => stored()],
  ] as const) {
    describe(`editing, ${where}, while a colleague saves`, () => {
      let house: { mia: Backend; tom: Backend; wipe(): Promise<void> };
      beforeEach(async () => (house = await open()));
      afterEach(() => house.wipe());

      it('takes over what they changed and I did not touch, and names it', async () => {
        const { mine, theirs, id } = await desks(house);
        await edit(mine.card);
        fill(mine.card, en['field-givenName'], 'Adele');
        await saves(theirs, { [city]: 'Voss', [country]: 'Norway' });
        await until(() => inputs(mine.card)['city'] === 'Voss');
        expect(inputs(mine.card)).to.include({ givenName: 'Adele', city: 'Voss', country: 'Norway' });
        await until(() => bars(mine.card).includes(merged(city, country)));
        expect(said(mine.card)).to.equal(merged(city, country));
        save(mine.card);
        await closed(mine.card);
        expect((await kept(theirs.backend, id)).fields).to.include({ givenName: 'Adele', city: 'Voss', country: 'Norway' });
        expect(changes(mine).length).to.equal(1);
      });

      it('shows both values of a field that both changed, and saves nothing until one is taken', async () => {
        const { mine, theirs, id } = await desks(house);
        await edit(mine.card);
        fill(mine.card, city, 'Voss');
        await saves(theirs, { [city]: 'Tromsø', [country]: 'Norway' });
        await until(() => clashOf(mine.card, city));
        const clash = squeeze(clashOf(mine.card, city)!.textContent ?? '');
        expect(clash).to.match(/It was: Bergen.*Yours Voss.*Your colleague’s Tromsø/);
        expect(inputs(mine.card)).to.include({ city: 'Voss', country: 'Norway' });
        save(mine.card);
        await until(() => focused(mine.card) === input(mine.card, city));
        expect(bars(mine.card)).to.include(clashes(1));
        expect(said(mine.card)).to.equal(clashes(1));
        expect(changes(mine).length).to.equal(0);
        await sendKeys({ press: 'Tab' });
        expect(called(focused(mine.card))).to.equal(`button ${en['take-mine']}: ${city}`);
        await sendKeys({ press: 'Enter' });
        await until(() => !clashOf(mine.card, city));
        await until(() => focused(mine.card) === input(mine.card, city));
        expect(bars(mine.card)).not.to.include(clashes(1));
        save(mine.card);
        await closed(mine.card);
        expect((await kept(theirs.backend, id)).fields).to.include({ city: 'Voss', country: 'Norway' });
        expect(changes(mine).length).to.equal(1);
      });
    });
  }

  describe('editing, while a colleague saves', () => {
    it('takes everything over, and names it, when I have not touched anything yet', async () => {
      const { mine, theirs } = await desks();
      await edit(mine.card);
      await saves(theirs, { [city]: 'Voss' });
      await until(() => inputs(mine.card)['city'] === 'Voss');
      expect(bars(mine.card)).to.include(merged(city));
      expect(said(mine.card)).to.equal(merged(city));
      cancel(mine.card);
      await closed(mine.card);
      expect(fieldsOf(mine.card)).to.include({ City: 'Voss' });
    });

    it('names all that was taken over since the form was opened, and starts anew with the next form', async () => {
      const { mine, theirs } = await desks();
      await edit(mine.card);
      await saves(theirs, { [city]: 'Voss' });
      await until(() => bars(mine.card).includes(merged(city)));
      await saves(theirs, { [country]: 'Norway' });
      await until(() => bars(mine.card).includes(merged(city, country)));
      cancel(mine.card);
      await closed(mine.card);
      await edit(mine.card);
      expect(bars(mine.card)).to.deep.equal([]);
    });

    it('takes theirs by keyboard: their value stands there, and is not written again', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Tromsø' });
      await until(() => clashOf(mine.card, city));
      take(mine.card, 'theirs', city).focus();
      await sendKeys({ press: ' ' });
      await until(() => !clashOf(mine.card, city));
      expect(inputs(mine.card)).to.include({ city: 'Tromsø' });
      save(mine.card);
      await closed(mine.card);
      expect((await kept(mine.backend, id)).revision).to.equal(2);
      expect(changes(mine).length).to.equal(0);
    });

    it('decides several fields one by one, and then writes once', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      fill(mine.card, country, 'Norge');
      await saves(theirs, { [city]: 'Tromsø', [country]: 'Norway' });
      await until(() => clashOf(mine.card, country));
      await until(() => said(mine.card) === clashes(2));
      take(mine.card, 'theirs', city).click();
      await until(() => !clashOf(mine.card, city));
      save(mine.card);
      await until(() => focused(mine.card) === input(mine.card, country));
      expect(said(mine.card)).to.equal(clashes(1));
      take(mine.card, 'mine', country).click();
      await until(() => !clashOf(mine.card, country));
      save(mine.card);
      await closed(mine.card);
      expect((await kept(theirs.backend, id)).fields).to.include({ city: 'Tromsø', country: 'Norge' });
      expect(changes(mine).length).to.equal(1);
    });

    it('can go on typing in a field that clashes: that is mine', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Tromsø' });
      await until(() => clashOf(mine.card, city));
      fill(mine.card, city, 'Vossevangen');
      await until(() => squeeze(clashOf(mine.card, city)!.textContent ?? '').includes('Yours Vossevangen'));
      take(mine.card, 'mine', city).click();
      await until(() => !clashOf(mine.card, city));
      save(mine.card);
      await closed(mine.card);
      expect((await kept(theirs.backend, id)).fields['city']).to.equal('Vossevangen');
    });

    it('says that a value was removed, on either side', async () => {
      const { mine, theirs } = await desks();
      await edit(mine.card);
      fill(mine.card, city, '');
      await saves(theirs, { [city]: 'Tromsø' });
      await until(() => clashOf(mine.card, city));
      expect(squeeze(clashOf(mine.card, city)!.textContent ?? '')).to.include(`${en.mine} ${en.empty}`);
    });

    it('does not clash when both typed the same', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Voss', [country]: 'Norway' });
      await until(() => bars(mine.card).includes(merged(country)));
      expect(clashOf(mine.card, city)).to.equal(undefined);
      save(mine.card);
      await closed(mine.card);
      expect((await kept(mine.backend, id)).revision).to.equal(2);
    });

    it('goes on asking with what they saved last, when they save again before I decided', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Tromsø' });
      await until(() => clashOf(mine.card, city));
      await saves(theirs, { [city]: 'Alta', [country]: 'Norway' });
      await until(() => squeeze(clashOf(mine.card, city)!.textContent ?? '').includes('Alta'));
      expect(squeeze(clashOf(mine.card, city)!.textContent ?? '')).to.match(/It was: Bergen.*Yours Voss.*Alta/);
      take(mine.card, 'mine', city).click();
      await until(() => !clashOf(mine.card, city));
      save(mine.card);
      await closed(mine.card);
      expect(await kept(mine.backend, id)).to.deep.include({ revision: 4 });
      expect((await kept(mine.backend, id)).fields).to.include({ city: 'Voss', country: 'Norway' });
    });

    it('ends the question when they come round to my value', async () => {
      const { mine, theirs } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Tromsø' });
      await until(() => clashOf(mine.card, city));
      await saves(theirs, { [city]: 'Voss' });
      await until(() => !clashOf(mine.card, city));
      expect(inputs(mine.card)).to.include({ city: 'Voss' });
    });

    it('does not clash over the spelling of a number', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, mobile, '+47 911 00 222');
      await saves(theirs, { [mobile]: '91100222', [city]: 'Voss' });
      await until(() => inputs(mine.card)['city'] === 'Voss');
      expect(clashOf(mine.card, mobile)).to.equal(undefined);
      save(mine.card);
      await closed(mine.card);
      expect((await kept(mine.backend, id)).fields['mobile']).to.equal('91100222');
    });

    it('keeps my number when they only spelled the old one in another way', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, mobile, '911 00 222');
      await writes(theirs.backend, id, { mobile: '+4799887701', city: 'Voss' });
      await until(() => inputs(mine.card)['city'] === 'Voss');
      expect(clashOf(mine.card, mobile)).to.equal(undefined);
      expect(inputs(mine.card)).to.include({ mobile: '911 00 222' });
    });

    it('is still waiting, with what they saved meanwhile named, when I come back to it', async () => {
      const { mine, theirs } = await desks();
      const first = mine.card.interaction!;
      await edit(mine.card);
      fill(mine.card, en['field-givenName'], 'Adele');
      fill(mine.card, city, 'Voss');
      await give(mine, call(numbers.none));
      await settled(mine);
      expect(form(mine.card)).to.equal(null);
      await saves(theirs, { [city]: 'Tromsø', [country]: 'Norway' });
      await give(mine, first);
      await opened(mine.card);
      await until(() => clashOf(mine.card, city));
      expect(inputs(mine.card)).to.include({ givenName: 'Adele', city: 'Voss', country: 'Norway' });
      expect(bars(mine.card)).to.include(merged(country)).and.to.include(clashes(1));
      expect(said(mine.card)).to.equal(clashes(1));
    });

    it('leaves what I see of a field that I may not see, and asks before mine replaces theirs', async () => {
      const fields = defaultFields.map((field) => (field.name === 'city' ? { ...field, confidential: true } : field));
      const shared = { data: memoryData(), now: () => noon, settings: { homeRegion: 'NO' }, fields };
      const mia = memory({ ...shared, customers: [ada], agent: { id: 'mia', name: 'Mia Lund' } });
      const tom = memory({ ...shared, role: 'manager', agent: { id: 'tom', name: 'Tom Vik' } });
      const { mine, theirs, id } = await desks({ mia, tom });
      await edit(mine.card);
      fill(mine.card, en['field-givenName'], 'Adele');
      await saves(theirs, { [city]: 'Secretville', [country]: 'Norway' });
      await until(() => inputs(mine.card)['country'] === 'Norway');
      expect(clashOf(mine.card, city)).to.equal(undefined);
      expect(mine.card.shadowRoot!.textContent).not.to.include('Secretville');
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Hidden-on-Sea' });
      await until(() => clashOf(mine.card, city));
      expect(squeeze(clashOf(mine.card, city)!.textContent ?? '')).to.match(/Yours Voss.*colleague’s ••••••/);
      take(mine.card, 'theirs', city).click();
      await until(() => !clashOf(mine.card, city));
      save(mine.card);
      await closed(mine.card);
      expect((await kept(tom, id)).fields).to.include({ givenName: 'Adele', city: 'Hidden-on-Sea' });
      expect(mine.card.shadowRoot!.textContent).not.to.match(/Secretville|Hidden-on-Sea/);
    });

    it('names a concealed field as taken over only when something of it is to be seen', async () => {
      const fields = defaultFields.map((field) => (field.name === 'city' ? { ...field, confidential: true } : field));
      const shared = { data: memoryData(), now: () => noon, settings: { homeRegion: 'NO' }, fields };
      const mia = memory({ ...shared, customers: [ada], agent: { id: 'mia', name: 'Mia Lund' } });
      const tom = memory({ ...shared, role: 'manager', agent: { id: 'tom', name: 'Tom Vik' } });
      const { mine, theirs } = await desks({ mia, tom });
      await edit(mine.card);
      fill(mine.card, en['field-givenName'], 'Adele');
      await saves(theirs, { [city]: 'Secretville', [country]: 'Norway' });
      await until(() => bars(mine.card).includes(merged(country)));
    });
  });

  describe('what I am at', () => {
    /** The caret stands in the middle of the text. */
    const select = (card: Element, label: string, from: number, to: number) => {
      const at = input(card, label);
      at.focus();
      at.setSelectionRange(from, to, 'backward');
      return at;
    };
    const caret = (at: HTMLInputElement) => [at.selectionStart, at.selectionEnd, at.value];

    it('is left alone by a new message of the conversation, which reads the card again', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Vossevangen');
      const at = select(mine.card, city, 2, 5);
      await writes(theirs.backend, id, { country: 'Norway' });
      await until(() => inputs(mine.card)['country'] === 'Norway');
      const before = mine.faulty.calls.length;
      await give(mine, { ...mine.card.interaction!, lastInboundAt: '2026-03-02T12:05:00Z' });
      await settled(mine);
      expect(mine.faulty.calls.slice(before).map(({ method }) => method)).to.include('customers.get');
      expect(focused(mine.card)).to.equal(at);
      expect(at).to.equal(input(mine.card, city));
      expect(caret(at)).to.deep.equal([2, 5, 'Vossevangen']);
    });

    it('is left alone when a colleague’s values are taken over, and when they clash', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Vossevangen');
      const at = select(mine.card, city, 1, 4);
      await writes(theirs.backend, id, { country: 'Norway', givenName: 'Adele' });
      await until(() => inputs(mine.card)['country'] === 'Norway');
      expect(focused(mine.card)).to.equal(at);
      expect(caret(at)).to.deep.equal([1, 4, 'Vossevangen']);
      await writes(theirs.backend, id, { city: 'Alta' });
      await until(() => clashOf(mine.card, city));
      expect(focused(mine.card)).to.equal(at);
      expect(caret(at)).to.deep.equal([1, 4, 'Vossevangen']);
    });

    it('is left alone while half a day is typed', async () => {
      const fields = [
        ...defaultFields,
        { name: 'born', label: 'Born', type: 'date-time', visible: true, editable: true } as const,
      ];
      const { mine, theirs, id } = await desks(two({ fields }));
      await edit(mine.card);
      fill(mine.card, 'Born', '2/3/19');
      await writes(theirs.backend, id, { country: 'Norway' });
      await until(() => inputs(mine.card)['country'] === 'Norway');
      expect(input(mine.card, 'Born').value).to.equal('2/3/19');
    });

    it('reads the card again after a message also while I only read', async () => {
      const { mine, theirs, id } = await desks();
      await writes(theirs.backend, id, { city: 'Voss' });
      await give(mine, { ...mine.card.interaction!, lastInboundAt: '2026-03-02T12:05:00Z' });
      await until(() => fieldsOf(mine.card)['City'] === 'Voss');
      await settled(mine);
      expect(textOf(mine.card)).not.to.include(en['changed-by-colleague']);
    });
  });

  describe('a conflict that is found only at Save', () => {
    const deaf = (options: MemoryOptions = {}) => {
      const { mia, tom } = two(options);
      return { mia: mute(mia), tom };
    };

    it('is merged and saved by itself where nothing clashes, once', async () => {
      const { mine, theirs, id } = await desks(deaf());
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [country]: 'Norway' });
      save(mine.card);
      await closed(mine.card);
      const now = await kept(theirs.backend, id);
      expect(now.fields).to.include({ city: 'Voss', country: 'Norway' });
      expect(now.revision).to.equal(3);
      expect(mine.heard.length).to.equal(1);
      expect(said(mine.card)).to.equal(en.saved({ name: 'Ada Berg' }));
      await settled(mine);
      expect(fieldsOf(mine.card)).to.include({ City: 'Voss', Country: 'Norway' });
    });

    it('is asked about where both changed a field, with everything typed still there', async () => {
      const { mine, theirs, id } = await desks(deaf());
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      fill(mine.card, en['field-givenName'], 'Adele');
      await saves(theirs, { [city]: 'Tromsø', [country]: 'Norway' });
      save(mine.card);
      await until(() => clashOf(mine.card, city));
      await until(() => focused(mine.card) === input(mine.card, city));
      expect(input(mine.card, city).matches(':disabled')).to.equal(false);
      expect(inputs(mine.card)).to.include({ givenName: 'Adele', city: 'Voss', country: 'Norway' });
      expect(bars(mine.card)).to.include(merged(country)).and.to.include(clashes(1));
      expect(said(mine.card)).to.equal(clashes(1));
      take(mine.card, 'mine', city).click();
      await until(() => !clashOf(mine.card, city));
      save(mine.card);
      await closed(mine.card);
      const now = await kept(theirs.backend, id);
      expect(now.fields).to.include({ givenName: 'Adele', city: 'Voss', country: 'Norway' });
      expect(now.revision).to.equal(3);
      expect(mine.heard.length).to.equal(1);
    });

    it('is no conflict when they saved what I am saving', async () => {
      const { mine, theirs, id } = await desks(deaf());
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Voss', [country]: 'Norway' });
      save(mine.card);
      await closed(mine.card);
      expect((await kept(theirs.backend, id)).revision).to.equal(2);
      await settled(mine);
      expect(fieldsOf(mine.card)).to.include({ City: 'Voss', Country: 'Norway' });
    });

    it('is solved also where the backend does not say how the record is now', async () => {
      const { mia, tom } = deaf();
      const change: NonNullable<NonNullable<Backend['customers']>['change']> = async (...given) => {
        try {
          return await mia.customers!.change!(...given);
        } catch (caught) {
          const { code } = caught as BackendError;
          throw new BackendError(code, 'no more than that');
        }
      };
      const { mine, theirs, id } = await desks({ mia: { ...mia, customers: { ...mia.customers!, change } }, tom });
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [country]: 'Norway' });
      save(mine.card);
      await closed(mine.card);
      expect((await kept(tom, id)).fields).to.include({ city: 'Voss', country: 'Norway' });
    });

    it('never comes up on another customer, to whom I have turned meanwhile', async () => {
      const { mine, theirs, id } = await desks(deaf());
      const first = mine.card.interaction!;
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Tromsø' });
      mine.faulty.hold('customers.change');
      save(mine.card);
      await until(() => mine.faulty.held === 1);
      await give(mine, call(numbers.none));
      await until(() => textOf(mine.card).includes(en['outcome-none']));
      await mine.faulty.releaseAll();
      await until(() => textOf(mine.card).includes('Ada Berg'), 'it is told whose change was not saved');
      await settled(mine);
      expect(form(mine.card)).to.equal(null);
      expect(allByRole(mine.card, 'group').length).to.equal(0);
      expect(said(mine.card)).to.equal('');
      await give(mine, first);
      await until(() => clashOf(mine.card, city));
      expect(inputs(mine.card)).to.include({ city: 'Voss' });
      expect((await kept(theirs.backend, id)).fields['city']).to.equal('Tromsø');
    });
  });

  describe('a customer that a colleague deletes', () => {
    const removes = async (backend: Backend, id: string) => backend.customers!.remove!(id, (await kept(backend, id)).revision);
    const manager = (): { mia: Backend; tom: Backend } => {
      const shared = { data: memoryData(), now: () => noon, settings: { homeRegion: 'NO' } };
      const mia = memory({ ...shared, customers: everybody, agent: { id: 'mia', name: 'Mia Lund' } });
      return { mia, tom: memory({ ...shared, role: 'manager', agent: { id: 'tom', name: 'Tom Vik' } }) };
    };
    const saved = async ({ backend }: Scene, words: string) => (await backend.customers!.search(words))[0];

    for (const [what, how] of [
      ['in a conversation', {}],
      ['on a card of that very customer', { interaction: undefined }],
    ] as const) {
      it(`while I type leaves me what I typed, as a new customer with a word of why, ${what}`, async () => {
        const house = manager();
        const [found] = await house.mia.customers!.search('ada');
        const { mine, theirs, id } = await desks(house, 'interaction' in how ? { ...how, customerId: found!.id } : {});
        await edit(mine.card);
        fill(mine.card, city, 'Voss');
        await removes(theirs.backend, id);
        await until(() => textOf(mine.card).includes(en['new-customer']), 'it is a new customer’s form');
        expect(textOf(mine.card)).to.include(en['gone-kept']);
        expect(said(mine.card)).to.equal(en['gone-kept']);
        expect(inputs(mine.card)).to.include({ city: 'Voss', givenName: 'Ada', familyName: 'Berg' });
        await until(() => focused(mine.card) === input(mine.card, city), 'the focus is where I type');
        save(mine.card);
        await closed(mine.card);
        const made = await saved(mine, 'voss');
        expect(made?.fields).to.include({ city: 'Voss', givenName: 'Ada' });
        expect(mine.heard).to.deep.equal([`added ${made!.id}`]);
        expect(byRole(mine.card, 'heading', 'Ada Berg')).to.exist;
      });
    }

    it('leaves nothing behind that would be taken for unsaved', async () => {
      const { mine, theirs, id } = await desks(manager());
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await removes(theirs.backend, id);
      await until(() => textOf(mine.card).includes(en['new-customer']));
      save(mine.card);
      await closed(mine.card);
      await settled(mine);
      const left = await mine.card.writing.value!.typing.store!.list('draft');
      expect(left.map(({ key }) => key)).to.deep.equal([]);
    });

    it('while I read is told, and gone when I refresh', async () => {
      const { mine, theirs, id } = await desks(manager());
      await removes(theirs.backend, id);
      await until(() => textOf(mine.card).includes(en['changed-by-colleague']));
      expect(byRole(mine.card, 'heading', 'Ada Berg')).to.exist;
      mine.card.refresh();
      await until(() => textOf(mine.card).includes(en['outcome-none']));
      expect(textOf(mine.card)).not.to.include('Ada');
      expect(mine.selected.at(-1)!.customerId).to.equal(undefined);
    });

    it('while I have its form open and typed nothing closes the form', async () => {
      const { mine, theirs, id } = await desks(manager());
      await edit(mine.card);
      await removes(theirs.backend, id);
      await until(() => textOf(mine.card).includes(en['outcome-none']));
      expect(form(mine.card)).to.equal(null);
    });

    it('while my save is under way leaves me what I typed', async () => {
      const { mine, theirs, id } = await desks(manager());
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      mine.faulty.set({ 'customers.change': { failing: 'offline' } });
      save(mine.card);
      await until(() => textOf(mine.card).includes(en['not-sent-yet']));
      await removes(theirs.backend, id);
      // A message comes in meanwhile: the card is read again.
      await give(mine, { ...mine.card.interaction!, lastInboundAt: '2026-03-02T12:05:00Z' });
      await settled(mine);
      expect(inputs(mine.card)).to.include({ city: 'Voss' });
      mine.faulty.set({});
      button(mine.card, en.retry).click();
      await until(() => textOf(mine.card).includes(en['new-customer']), 'it is a new customer’s form');
      expect(textOf(mine.card)).to.include(en['gone-kept']);
      expect(inputs(mine.card)).to.include({ city: 'Voss', givenName: 'Ada' });
      save(mine.card);
      await closed(mine.card);
      expect((await saved(mine, 'voss'))?.fields).to.include({ city: 'Voss' });
    });
  });

  describe('a colleague who takes away the number by which the card was found', () => {
    it('leaves me my form', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await writes(theirs.backend, id, { mobile: '' });
      await until(() => inputs(mine.card)['mobile'] === '');
      await settled(mine);
      expect(inputs(mine.card)).to.include({ city: 'Voss', givenName: 'Ada' });
      save(mine.card);
      await closed(mine.card);
      const now = await kept(theirs.backend, id);
      expect(now.fields).to.include({ city: 'Voss' }).and.not.to.have.property('mobile');
      await settled(mine);
      expect(byRole(mine.card, 'heading', 'Ada Berg')).to.exist;
    });

    it('is told while I read; refreshed, the address is nobody’s', async () => {
      const { mine, theirs, id } = await desks();
      await writes(theirs.backend, id, { mobile: '' });
      await until(() => textOf(mine.card).includes(en['changed-by-colleague']));
      mine.card.refresh();
      await until(() => textOf(mine.card).includes(en['outcome-none']));
      await settled(mine);
      expect(textOf(mine.card)).not.to.include(en['changed-by-colleague']);
    });
  });

  describe('answers in the wrong order', () => {
    it('never undo a save that is on screen', async () => {
      const { mine } = await desks();
      mine.faulty.set({ '*': { ignoreSignal: true } });
      mine.faulty.hold('customers.get', 'customers.find');
      button(mine.card, en.refresh).click();
      await until(() => mine.faulty.held > 0);
      await saves(mine, { [city]: 'Voss' });
      const moments: (string | undefined)[] = [];
      mine.card.addController({ hostUpdated: () => void moments.push(fieldsOf(mine.card)['City']) });
      await mine.faulty.releaseAll('reversed');
      await settled(mine);
      expect([...new Set(moments)]).to.deep.equal(['Voss']);
      expect(textOf(mine.card)).not.to.include(en['changed-by-colleague']);
    });

    it('never undo a save that is on screen where reads lag behind', async () => {
      const { mia, tom } = two();
      const lag: { old?: Customer } = {};
      const lagging: Backend = {
        ...mia,
        customers: {
          ...mia.customers!,
          get: async (id, options) => lag.old ?? (await mia.customers!.get(id, options)),
          find: async (ref, options) => {
            const found = await mia.customers!.find(ref, options);
            const matches = found.matches.map((match) => ({ ...match, customer: lag.old ?? match.customer }));
            return { ...found, matches };
          },
        },
      };
      const { mine, theirs, id } = await desks({ mia: lagging, tom });
      lag.old = await kept(mia, id);
      await saves(mine, { [city]: 'Voss' });
      await settled(mine);
      expect(fieldsOf(mine.card)).to.include({ City: 'Voss' });
      mine.card.refresh();
      await settled(mine);
      expect(fieldsOf(mine.card)).to.include({ City: 'Voss' });
      // What a colleague saved and is not to be read yet: the form asks, but not for ever.
      await edit(mine.card);
      await saves(theirs, { [country]: 'Norway' });
      await settled(mine);
      const asked = mine.faulty.calls.filter(({ method }) => method === 'customers.get').length;
      expect(asked).to.be.lessThan(10);
      fill(mine.card, en['field-givenName'], 'Adele');
      save(mine.card);
      await closed(mine.card);
      expect((await kept(tom, id)).fields).to.include({ city: 'Voss', country: 'Norway', givenName: 'Adele' });
    });

    it('never bring a colleague’s old state back into my form', async () => {
      const { mine, theirs, id } = await desks();
      await edit(mine.card);
      fill(mine.card, en['field-givenName'], 'Adele');
      mine.faulty.set({ '*': { ignoreSignal: true } });
      mine.faulty.hold('customers.get', 'customers.find');
      await writes(theirs.backend, id, { city: 'Voss' });
      await until(() => mine.faulty.held === 2);
      await writes(theirs.backend, id, { city: 'Alta' });
      await until(() => mine.faulty.held === 4);
      await mine.faulty.releaseAll('reversed');
      await settled(mine);
      expect(inputs(mine.card)).to.include({ city: 'Alta', givenName: 'Adele' });
    });
  });

  describe('for assistive technology', () => {
    for (const scheme of ['light', 'dark'] as const)
      it(`has nothing to fault in a form with a clash and a notice, ${scheme}`, async () => {
        const { mine, theirs } = await desks(two(), { scheme });
        await edit(mine.card);
        fill(mine.card, city, 'Voss');
        await saves(theirs, { [city]: 'Tromsø', [country]: 'Norway' });
        await until(() => clashOf(mine.card, city));
        await until(() => bars(mine.card).includes(merged(country)));
        mine.wrapper.style.background = 'Canvas';
        await expect(mine.card).to.be.accessible();
      });

    it('says at the field that it clashes', async () => {
      const { mine, theirs } = await desks();
      await edit(mine.card);
      fill(mine.card, city, 'Voss');
      await saves(theirs, { [city]: 'Tromsø' });
      await until(() => clashOf(mine.card, city));
      const described = input(mine.card, city).getAttribute('aria-describedby')!;
      const text = described.split(' ').map((id) => mine.card.shadowRoot!.getElementById(id)!.textContent);
      expect(squeeze(text.join(' '))).to.include(en['clash-why']);
    });
  });
});

let databases = 0;
/** The same two over a database of the browser's, and of this test alone. */
async function stored(): Promise<{ mia: Backend; tom: Backend; wipe(): Promise<void> }> {
  const name = `two-agents-${Math.floor(performance.timeOrigin)}-${(databases += 1)}`;
  const shared = { now: () => noon, settings: { homeRegion: 'NO' } };
  const mia = indexedDb(name, { ...shared, agent: { id: 'mia', name: 'Mia Lund' } });
  const tom = indexedDb(name, { ...shared, agent: { id: 'tom', name: 'Tom Vik' } });
  await mia.load(everybody.map((draft) => ({ draft })));
  return {
    mia,
    tom,
    wipe: async () => {
      await tom.close();
      await mia.close({ wipe: true });
    },
  };
}
