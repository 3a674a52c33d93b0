import { expect } from '@open-wc/testing';
import { memory, memoryData } from '../../../src/adapters/memory.js';
import type { Backend } from '../../../src/backend/backend.js';
import {
  button,
  call,
  en,
  everybody,
  everything,
  give,
  noon,
  numbers,
  type Scene,
  type SceneOptions,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  until,
} from '../../support/card.js';
import { add, cancel, closed, edit, english, fill, form, input, two } from '../../support/form.js';

const city = en['field-city'];
const here = (...agents: string[]) => en['colleagues-here']({ agents }, english);
const edits = (agent: string, ...fields: string[]) => en['colleague-edits']({ agent, fields }, english);
const at = (...agents: string[]) => en['edited-by']({ agents }, english);

/** What the card says of colleagues; empty: nothing. */
const company = (card: Element): string => squeeze(card.shadowRoot!.querySelector('.company')?.textContent ?? '');
/** What stands beside the name of a field. */
const pill = (card: Element, label: string): string =>
  squeeze(input(card, label).closest('.input')!.querySelector('.pill')?.textContent ?? '');

async function both(
  { mia, tom }: { readonly mia: Backend; readonly tom: Backend } = two(),
  options: SceneOptions = {},
): Promise<{ readonly mine: Scene; readonly theirs: Scene }> {
  const mine = await show({ backend: mia, interaction: call(numbers.one), ...options });
  const theirs = await show({ backend: tom, interaction: call(numbers.one) });
  return { mine, theirs };
}

/** An agent of this name, beside Mia. */
function named(...names: string[]): { readonly mia: Backend; readonly others: readonly Backend[] } {
  const shared = { data: memoryData(), now: () => noon, settings: { homeRegion: 'NO' } };
  return {
    mia: memory({ ...shared, customers: everybody, agent: { id: 'mia', name: 'Mia Lund' } }),
    others: names.map((name, i) => memory({ ...shared, agent: { id: `agent-${i}`, name } })),
  };
}

describe('colleagues at the same card', () => {
  staySilent();

  it('are named on the card, each to the other', async () => {
    const { mine, theirs } = await both();
    await until(() => company(mine.card) === here('Tom Vik'));
    await until(() => company(theirs.card) === here('Mia Lund'));
  });

  it('are named together', async () => {
    const { mia, others } = named('Anna Aas', 'Tom Vik');
    const mine = await show({ backend: mia, interaction: call(numbers.one) });
    for (const backend of others) await show({ backend, interaction: call(numbers.one) });
    await until(() => company(mine.card) === here('Anna Aas', 'Tom Vik'));
  });

  it('are told with what they are editing, on the card, in the form and at the field', async () => {
    const { mine, theirs } = await both();
    await edit(theirs.card);
    fill(theirs.card, city, 'Voss');
    fill(theirs.card, en['field-country'], 'Norway');
    await until(() => company(mine.card) === edits('Tom Vik', city, en['field-country']));
    await edit(mine.card);
    expect(company(mine.card)).to.equal(edits('Tom Vik', city, en['field-country']));
    expect(pill(mine.card, city)).to.equal(at('Tom Vik'));
    expect(pill(mine.card, en['field-email'])).to.equal('');
    expect(pill(theirs.card, city)).to.equal('');
  });

  it('are only there again when they have closed the form', async () => {
    const { mine, theirs } = await both();
    await edit(theirs.card);
    fill(theirs.card, city, 'Voss');
    await edit(mine.card);
    await until(() => pill(mine.card, city) === at('Tom Vik'));
    fill(theirs.card, city, 'Bergen');
    cancel(theirs.card);
    await closed(theirs.card);
    await until(() => pill(mine.card, city) === '');
    expect(company(mine.card)).to.equal(here('Tom Vik'));
  });

  it('are gone when they turn to somebody else', async () => {
    const { mine, theirs } = await both();
    await until(() => company(mine.card) !== '');
    await give(theirs, call(numbers.sharedByOne));
    await until(() => company(mine.card) === '');
  });

  it('are gone when their card goes', async () => {
    const { mine, theirs } = await both();
    await until(() => company(mine.card) !== '');
    theirs.card.remove();
    await until(() => company(mine.card) === '');
  });

  it('are never shown on another customer, at no moment', async () => {
    const { mine } = await both();
    await until(() => company(mine.card) === here('Tom Vik'));
    const moments: string[] = [];
    mine.card.addController({
      hostUpdated: () => void (textOf(mine.card).includes('Ada') || moments.push(company(mine.card))),
    });
    await give(mine, call(numbers.sharedByOne));
    await until(() => textOf(mine.card).includes('Lillesand'));
    await settled(mine);
    await give(mine, call(numbers.none));
    await until(() => textOf(mine.card).includes(en['outcome-none']));
    expect(moments.length).to.be.greaterThan(1);
    expect(moments.join('')).to.equal('');
  });

  it('are not shown in the form of a new customer, whoever is shown behind it', async () => {
    const { mine, theirs } = await both();
    await edit(theirs.card);
    fill(theirs.card, city, 'Voss');
    await until(() => company(mine.card) === edits('Tom Vik', city));
    button(mine.card, en.more).click();
    await until(() => mine.card.shadowRoot!.querySelector(':popover-open'));
    [...mine.card.shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitem]')]
      .find((item) => item.textContent!.includes(en['add-customer']))!
      .click();
    await until(() => form(mine.card));
    expect(textOf(mine.card)).to.include(en['new-customer']);
    expect(company(mine.card)).to.equal('');
    expect(pill(mine.card, city)).to.equal('');
  });

  it('are not told what I type in the form of a new customer', async () => {
    const { mine, theirs } = await both(two(), { interaction: call(numbers.none) });
    await add(mine.card);
    fill(mine.card, city, 'Voss');
    await settled(theirs);
    expect(company(theirs.card)).to.equal('');
    expect(mine.faulty.calls.filter(({ method }) => method === 'presence.enter').length).to.equal(0);
  });

  it('are nobody’s business where the backend has no such service', async () => {
    const { mia, tom } = two();
    const { presence: _, ...without } = mia;
    const { mine, theirs } = await both({ mia: without, tom });
    await edit(mine.card);
    fill(mine.card, city, 'Voss');
    await settled(mine);
    expect(company(mine.card)).to.equal('');
    expect(company(theirs.card)).to.equal('');
  });

  it('may fail to be asked after: the card is a card all the same', async () => {
    const mine = await show({
      backend: two().mia,
      interaction: call(numbers.one),
      plan: { presence: { failing: 'unavailable' } },
    });
    await edit(mine.card);
    expect(company(mine.card)).to.equal('');
  });

  describe('with names that are no names', () => {
    const hostile = ['<img src=x onerror=alert(1)>', '\u202Egro.kiV moT\u2066', `${'W'.repeat(300)}`, '   ', '${agents}'];

    it('are text, in one line’s direction, and fit', async () => {
      const { mia, others } = named(...hostile);
      const mine = await show({ backend: mia, interaction: call(numbers.one), width: 300 });
      for (const backend of others) {
        const theirs = await show({ backend, interaction: call(numbers.one) });
        await edit(theirs.card);
        fill(theirs.card, city, 'Voss');
      }
      await until(() => mine.card.shadowRoot!.querySelectorAll('.company .line').length === hostile.length);
      await edit(mine.card);
      const { shadowRoot } = mine.card;
      expect(shadowRoot!.querySelector('img')).to.equal(null);
      expect(company(mine.card)).to.include('<img src=x onerror=alert(1)>').and.include('agent-3').and.include('${agents}');
      expect(everything(mine.card)).not.to.match(/[\u202a-\u202e\u2066-\u2069]/);
      const box = mine.card.getBoundingClientRect();
      const wide = [...shadowRoot!.querySelectorAll('.company, .company .line, .caption, .caption .pill')].filter(
        (each) => each.getBoundingClientRect().right > box.right + 1,
      );
      expect(wide.map((each) => each.className)).to.deep.equal([]);
    });
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`have nothing to fault for assistive technology, ${scheme}`, async () => {
      const { mine, theirs } = await both(two(), { scheme });
      mine.wrapper.style.background = 'Canvas';
      await edit(theirs.card);
      fill(theirs.card, city, 'Voss');
      await until(() => company(mine.card) === edits('Tom Vik', city));
      await expect(mine.card).to.be.accessible();
      await edit(mine.card);
      await expect(mine.card).to.be.accessible();
    });
});
