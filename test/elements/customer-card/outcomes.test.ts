import { expect } from '@open-wc/testing';
import type { InteractionSummary } from '../../../src/domain/interaction.js';
import {
  allByRole,
  button,
  byRole,
  call,
  en,
  everybody,
  fakeClipboard,
  give,
  house,
  namesIn,
  noon,
  numbers,
  options,
  said,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  type,
  until,
} from '../../support/card.js';

const ago = (days: number, more: Partial<InteractionSummary> = {}) =>
  call(numbers.none, { startedAt: new Date(noon - days * 86_400_000).toISOString(), state: 'closed', ...more });

describe('what a look-up came to', () => {
  staySilent();

  const outcomes = ['none', 'withheld', 'own', 'internal', 'unreadable'] as const;

  for (const outcome of outcomes) {
    it(`says ${outcome} in its own words, and why`, async () => {
      const { card } = await show({ interaction: call(numbers[outcome]) });
      expect(byRole(card, 'heading', en[`outcome-${outcome}`])).to.exist;
      expect(textOf(card)).to.contain(en[`outcome-${outcome}-why`]);
      for (const other of outcomes.filter((one) => one !== outcome)) expect(textOf(card)).not.to.contain(en[`outcome-${other}`]);
    });

    it(`selects nobody when it is ${outcome}, and offers the search`, async () => {
      const { card, selected } = await show({ interaction: call(numbers[outcome]) });
      expect(selected.filter(({ customerId }) => customerId)).to.deep.equal([]);
      expect(byRole(card, 'combobox', en['search-customers'])).to.exist;
    });
  }

  it('opens the card for one', async () => {
    const { card, selected, id } = await show({ interaction: call(numbers.one) });
    expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
    expect(selected.map(({ customerId, reason }) => [customerId, reason])).to.deep.equal([[await id('ada'), 'matched']]);
  });

  it('opens nothing for many', async () => {
    const { card, selected } = await show({ interaction: call(numbers.many) });
    expect(namesIn(card)).to.have.members(['Birk Dahl', 'Cyril Eide']);
    expect(selected).to.deep.equal([]);
  });

  it('takes a caller without a number for one who hides it', async () => {
    for (const from of ['', undefined, 'anonymous', 'Skjult nummer']) {
      const { card } = await show({ interaction: call(from) });
      expect(byRole(card, 'heading', en['outcome-withheld'])).to.exist;
    }
  });

  it('reads an e-mail address as well as a number', async () => {
    const { card } = await show({ interaction: call(' ADA@Fjord.example', { channel: 'email' }) });
    expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
  });

  describe('when nobody has the number', () => {
    it('says that it may have been imported wrongly', async () => {
      const { card } = await show({ interaction: call(numbers.none) });
      expect(textOf(card)).to.contain('No card exists, or it was not imported correctly');
    });

    it('shows the number as received and as searched', async () => {
      const { card } = await show({ interaction: call(numbers.none) });
      const pairs = [...card.shadowRoot!.querySelectorAll('dl.addresses > div')].map((pair) =>
        [...pair.querySelectorAll('dt, bdi')].map((part) => squeeze(part.textContent)),
      );
      expect(pairs).to.deep.equal([
        [en['address-received'], numbers.none],
        [en['address-searched'], '+4790000111'],
      ]);
    });

    it('copies what was searched for', async () => {
      const { copied, restore } = fakeClipboard();
      const { card } = await show({ interaction: call(numbers.none) });
      button(card, en['copy-address']).click();
      await until(() => said(card).includes('copied'));
      expect(copied).to.deep.equal(['+4790000111']);
      restore();
    });

    it('shows nothing searched for where nothing can be', async () => {
      const { card } = await show({ interaction: call(numbers.unreadable) });
      expect(textOf(card)).to.contain(numbers.unreadable);
      expect(textOf(card)).not.to.contain(en['address-searched']);
    });

    describe('but somebody called from it before', () => {
      const current = call(numbers.none);
      const history = [
        ago(1, { excerpt: 'Wanted to know the opening hours' }),
        ago(2, { channel: 'sms', direction: 'outbound', to: numbers.none, from: undefined }),
        ago(100, { excerpt: 'Too old' }),
        current,
      ];
      const items = (card: Element) => allByRole(card, 'listitem').map(({ textContent }) => squeeze(textContent));

      it('lists those interactions, newest first', async () => {
        const { card } = await show({ backend: house({ customers: everybody, interactions: history }), interaction: current });
        await until(() => items(card).length);
        expect(items(card).length).to.equal(2);
        expect(items(card)[0])
          .to.contain(`${en['channel-call']}, ${en.inbound}`)
          .and.to.contain('opening hours')
          .and.to.contain('Mar 1, 2026');
        expect(items(card)[1]).to.contain(`${en['channel-sms']}, ${en.outbound}`);
      });

      it('does not list the current one', async () => {
        const { card } = await show({ backend: house({ interactions: [current] }), interaction: current });
        await until(() => textOf(card).includes(en['no-earlier-interactions']));
        expect(items(card)).to.deep.equal([]);
      });

      it('lists five at most', async () => {
        const many = [current, ...Array.from({ length: 9 }, (_, days) => ago(days + 1))];
        const { card } = await show({ backend: house({ interactions: many }), interaction: current });
        await until(() => items(card).length);
        expect(items(card).length).to.equal(5);
      });

      it('lists none of another number', async () => {
        const scene = await show({ backend: house({ interactions: history }), interaction: current });
        await until(() => items(scene.card).length);
        await give(scene, call('+47 900 00 112'));
        expect(items(scene.card)).to.deep.equal([]);
        await settled(scene);
        expect(textOf(scene.card)).to.contain(en['no-earlier-interactions']);
        expect(textOf(scene.card)).not.to.contain('opening hours');
      });
    });

    describe('and the interactions cannot be read', () => {
      it('says so and keeps the rest', async () => {
        const { card } = await show({ plan: { 'interactions.list': { failing: 'timeout' } }, interaction: call(numbers.none) });
        await until(() => allByRole(card, 'alert').length);
        expect(byRole(card, 'alert').textContent).to.contain(en['history-failed']).and.to.contain(en['error-timeout']);
        expect(byRole(card, 'heading', en['outcome-none'])).to.exist;
      });

      it('reads them again when told to', async () => {
        const scene = await show({ plan: { 'interactions.list': { failing: 'timeout' } }, interaction: call(numbers.none) });
        await until(() => allByRole(scene.card, 'alert').length);
        scene.faulty.set({});
        button(scene.card, en.retry).click();
        await until(() => textOf(scene.card).includes(en['no-earlier-interactions']));
        expect(allByRole(scene.card, 'alert').length).to.equal(0);
      });
    });

    it('shows no interactions where the backend has none to offer', async () => {
      const { session, customers, fields } = house();
      const { card } = await show({ backend: { session, customers, fields }, interaction: call(numbers.none) });
      expect(textOf(card)).not.to.contain(en['earlier-interactions']);
    });

    describe('and the agent searches by hand', () => {
      it('announces how many were found, and opens one', async () => {
        const scene = await show({ interaction: call(numbers.none) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'kraft');
        await until(() => options(scene.card).length);
        expect(said(scene.card)).to.equal('One customer found');
        byRole(scene.card, 'option').click();
        await settled(scene);
        expect(byRole(scene.card, 'heading', 'Nordlys Kraft')).to.exist;
        expect(scene.selected.map(({ customerId, reason }) => [customerId, reason])).to.deep.equal([
          [await scene.id('nordlys'), 'opened'],
        ]);
      });

      it('is back at what was found out with Back', async () => {
        const scene = await show({ interaction: call(numbers.none) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'kraft');
        await until(() => options(scene.card).length);
        byRole(scene.card, 'option').click();
        await settled(scene);
        button(scene.card, en.back).click();
        await settled(scene);
        expect(byRole(scene.card, 'heading', en['outcome-none'])).to.exist;
        expect(scene.selected.at(-1)!.customerId).to.equal(undefined);
      });

      it('can say that it is this customer, for the number that called', async () => {
        const scene = await show({ interaction: call(numbers.none) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'kraft');
        await until(() => options(scene.card).length);
        byRole(scene.card, 'option').click();
        await settled(scene);
        button(scene.card, en['this-is-the-customer']).click();
        await settled(scene);
        const chosen = scene.faulty.calls.find(({ method }) => method === 'customers.choose')!;
        expect(chosen.given.slice(0, 2)).to.deep.equal([{ raw: numbers.none }, await scene.id('nordlys')]);
      });
    });
  });

  describe('when the caller hides the number', () => {
    it('cannot say that it is this customer: there is no number to remember', async () => {
      const scene = await show({ interaction: call(numbers.withheld) });
      type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'kraft');
      await until(() => options(scene.card).length);
      byRole(scene.card, 'option').click();
      await settled(scene);
      expect(allByRole(scene.card, 'button', en['this-is-the-customer']).length).to.equal(0);
      expect(button(scene.card, en.back)).to.exist;
    });

    it('does not show the word that the line delivered as if it were a number', async () => {
      const { card } = await show({ interaction: call(numbers.withheld) });
      expect(textOf(card)).not.to.contain(numbers.withheld);
    });
  });
});
