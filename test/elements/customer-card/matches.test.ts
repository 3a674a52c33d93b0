import { expect } from '@open-wc/testing';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import {
  allByRole,
  button,
  byRole,
  call,
  called,
  en,
  everybody,
  focused,
  give,
  house,
  namesIn,
  nameOf,
  numbers,
  options,
  press,
  said,
  settled,
  show,
  staySilent,
  textOf,
  type,
  until,
  type Scene,
} from '../../support/card.js';

const list = (card: Element) => byRole(card, 'listbox');
const activeName = (card: Element) => {
  const id = list(card).getAttribute('aria-activedescendant');
  return id ? nameOf(card.shadowRoot!.getElementById(id)!) : undefined;
};
const open = async (scene: Scene, name: RegExp) => {
  byRole(scene.card, 'option', name).click();
  await settled(scene);
};
const crowd = (count: number): CustomerDraft[] =>
  Array.from({ length: count }, (_, i) => ({
    type: 'person',
    fields: {
      givenName: ['Per', 'Åse', 'Kari', 'Knut', 'Kåre', 'Liv', 'Marit', 'Nils'][i]!,
      familyName: `Slekt${i}`,
      mobile: numbers.many,
      city: `Sted${i}`,
    },
  }));

describe('several customers with the address', () => {
  staySilent();

  describe('the list', () => {
    it('is a listbox with a name, and its options say who it is', async () => {
      const { card } = await show({ interaction: call(numbers.many) });
      expect(nameOf(list(card))).to.equal('2 customers have this address. Who is it?');
      expect(options(card).some((name) => name.startsWith('Birk Dahl, Person'))).to.equal(true);
      expect(byRole(card, 'heading', '91 12 23 33')).to.exist;
    });

    it('says what tells them apart, and why each is in it', async () => {
      const { card } = await show({ interaction: call(numbers.many) });
      expect(byRole(card, 'option', /^Birk/).textContent)
        .to.contain('Narvik')
        .and.to.contain('Mobile matches');
    });

    it('announces how many there are', async () => {
      const { card } = await show({ interaction: call(numbers.many) });
      expect(said(card)).to.equal('2 customers have this address. Who is it?');
    });

    it('has one option that is meant', async () => {
      const { card } = await show({ interaction: call(numbers.many) });
      expect(activeName(card)).to.equal(options(card)[0]);
      expect(allByRole(card, 'option').map((option) => option.getAttribute('aria-selected'))).to.deep.equal(['true', 'false']);
    });
  });

  describe('a shared number', () => {
    it('has the organization first, and says that it is shared', async () => {
      const { card } = await show({ interaction: call(numbers.shared) });
      expect(namesIn(card)).to.deep.equal(['Nordlys Kraft', 'Eva Foss']);
      expect(textOf(card)).to.contain('A shared number of 2 customers');
      expect(byRole(card, 'option', /^Nordlys/).textContent).to.contain('shared');
    });

    it('is never taken for its only customer', async () => {
      const { card, selected } = await show({ interaction: call(numbers.sharedByOne) });
      expect(namesIn(card)).to.deep.equal(['Geir Hauge']);
      expect(textOf(card)).to.contain('A shared number of one customer');
      expect(selected).to.deep.equal([]);
    });
  });

  describe('keys in the list', () => {
    const eight = () => show({ backend: house({ customers: crowd(5) }), interaction: call(numbers.many) });

    it('moves with the arrows, and stops at the ends', async () => {
      const { card } = await eight();
      const names = options(card);
      const at = async (key: string) => {
        press(list(card), key);
        await card.updateComplete;
        return names.indexOf(activeName(card)!);
      };
      expect([await at('ArrowUp'), await at('ArrowDown'), await at('ArrowDown'), await at('ArrowUp')]).to.deep.equal([
        0, 1, 2, 1,
      ]);
      expect([await at('End'), await at('ArrowDown'), await at('Home')]).to.deep.equal([4, 4, 0]);
    });

    it('takes the key from the page only when it does something with it', async () => {
      const { card } = await eight();
      expect(press(list(card), 'ArrowDown').defaultPrevented).to.equal(true);
      expect(press(list(card), 'Tab').defaultPrevented).to.equal(false);
      expect(press(list(card), 'PageDown').defaultPrevented).to.equal(false);
    });

    it('jumps to a name by its letters, without regard to accents', async () => {
      const { card } = await eight();
      press(list(card), 'a');
      await card.updateComplete;
      expect(activeName(card)).to.match(/^Åse/);
      press(list(card), 's');
      await card.updateComplete;
      expect(activeName(card)).to.match(/^Åse/);
    });

    it('opens the one that is meant with Enter', async () => {
      const scene = await eight();
      press(list(scene.card), 'End');
      await scene.card.updateComplete;
      const [name] = activeName(scene.card)!.split(',');
      press(list(scene.card), 'Enter');
      await settled(scene);
      expect(byRole(scene.card, 'heading', name)).to.exist;
    });

    it('says whose card was opened, and has the focus on the way back', async () => {
      const scene = await eight();
      const [name] = activeName(scene.card)!.split(',');
      press(list(scene.card), 'Enter');
      await settled(scene);
      expect(said(scene.card)).to.equal(`Card of ${name} opened`);
      expect(called(focused(scene.card))).to.equal(called(button(scene.card, en.back)));
    });
  });

  describe('searching inside the list', () => {
    const filter = (card: Element) => byRole<HTMLInputElement>(card, 'searchbox', en['filter-matches']);

    it('is offered from six customers on', async () => {
      const five = await show({ backend: house({ customers: crowd(5) }), interaction: call(numbers.many) });
      expect(allByRole(five.card, 'searchbox').length).to.equal(0);
      const six = await show({ backend: house({ customers: crowd(6) }), interaction: call(numbers.many) });
      expect(filter(six.card)).to.exist;
    });

    it('finds in spite of a typing mistake', async () => {
      const { card } = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      type(filter(card), 'Martit');
      await until(() => options(card).length === 1);
      expect(namesIn(card)).to.deep.equal(['Marit Slekt6']);
    });

    it('finds words in any order, in any field', async () => {
      const { card } = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      type(filter(card), 'sted5 liv');
      await until(() => options(card).length === 1);
      expect(namesIn(card)).to.deep.equal(['Liv Slekt5']);
    });

    it('finds without accents', async () => {
      const { card } = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      type(filter(card), 'kare');
      await until(() => namesIn(card)[0] === 'Kåre Slekt4');
    });

    it('asks the backend nothing', async () => {
      const { card, faulty } = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      const before = faulty.calls.length;
      type(filter(card), 'liv');
      await until(() => options(card).length === 1);
      expect(faulty.calls.length).to.equal(before);
    });

    it('says when nobody fits, and shows all again when emptied', async () => {
      const { card } = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      type(filter(card), 'zzzzqqqq');
      await until(() => textOf(card).includes(en['nothing-filtered']));
      type(filter(card), '');
      await until(() => options(card).length === 8);
    });

    it('moves and opens with the keys of the list', async () => {
      const scene = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      type(filter(scene.card), 'kar');
      await until(() => options(scene.card).length < 8 && options(scene.card).length > 1);
      const second = namesIn(scene.card)[1]!;
      press(filter(scene.card), 'ArrowDown');
      await scene.card.updateComplete;
      press(filter(scene.card), 'Enter');
      await settled(scene);
      expect(byRole(scene.card, 'heading', second)).to.exist;
    });

    it('keeps what was typed when the same is read again, and forgets it at the next interaction', async () => {
      const scene = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      type(filter(scene.card), 'liv');
      await until(() => options(scene.card).length === 1);
      scene.card.refresh();
      await settled(scene);
      expect(filter(scene.card).value).to.equal('liv');
      await give(scene, call(numbers.many));
      await settled(scene);
      expect(filter(scene.card).value).to.equal('');
      expect(options(scene.card).length).to.equal(8);
    });
  });

  describe('going back', () => {
    for (const way of ['the button', 'Escape']) {
      it(`by ${way} shows the list, with the focus on it`, async () => {
        const scene = await show({ interaction: call(numbers.many) });
        await open(scene, /^Birk/);
        if (way === 'Escape') press(button(scene.card, en.back), 'Escape');
        else button(scene.card, en.back).click();
        await settled(scene);
        expect(namesIn(scene.card).length).to.equal(2);
        expect(called(focused(scene.card))).to.equal(called(list(scene.card)));
        expect(scene.selected.at(-1)!.customerId).to.equal(undefined);
      });
    }

    it('has the focus on the list, not on the box over it', async () => {
      const scene = await show({ backend: house({ customers: crowd(8) }), interaction: call(numbers.many) });
      await open(scene, /^Liv/);
      button(scene.card, en.back).click();
      await settled(scene);
      expect(called(focused(scene.card))).to.equal(called(list(scene.card)));
    });

    it('means the one that was looked at', async () => {
      const scene = await show({ backend: house({ customers: crowd(5) }), interaction: call(numbers.many) });
      await open(scene, /^Knut/);
      button(scene.card, en.back).click();
      await settled(scene);
      expect(activeName(scene.card)).to.match(/^Knut/);
    });

    it('is offered neither for the only match nor by its key', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      expect(allByRole(scene.card, 'button', en.back).length).to.equal(0);
      expect(press(button(scene.card, en.refresh), 'Escape').defaultPrevented).to.equal(false);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
    });
  });

  describe('This is the customer', () => {
    it('is not said by opening a card', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      expect(scene.faulty.calls.map(({ method }) => method)).not.to.contain('customers.choose');
      expect(scene.selected.map(({ reason }) => reason)).to.deep.equal(['opened']);
    });

    it('says beforehand what it does', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      expect(textOf(scene.card)).to.contain('next time this customer stands first for 91 12 23 33');
    });

    it('keeps it for the address, once', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      button(scene.card, en['this-is-the-customer']).click();
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      const chosen = scene.faulty.calls.filter(({ method }) => method === 'customers.choose');
      expect(chosen.map(({ given }) => given.slice(0, 2))).to.deep.equal([[{ raw: numbers.many }, await scene.id('dahl')]]);
      expect((chosen[0]!.given[2] as { key: string }).key)
        .to.be.a('string')
        .and.not.to.equal('');
    });

    it('says that it is chosen, and tells it with the interaction', async () => {
      const interaction = call(numbers.many);
      const scene = await show({ interaction });
      await open(scene, /^Birk/);
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      expect(textOf(scene.card)).to.contain('Chosen as the customer for');
      const last = scene.selected.at(-1)!;
      expect([last.customerId, last.interactionId, last.reason]).to.deep.equal([
        await scene.id('dahl'),
        interaction.id,
        'chosen',
      ]);
    });

    it('can be undone', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      button(scene.card, en.undo).click();
      await settled(scene);
      const chosen = scene.faulty.calls.filter(({ method }) => method === 'customers.choose');
      expect(chosen.at(-1)!.given.slice(0, 2)).to.deep.equal([{ raw: numbers.many }, undefined]);
      expect(scene.selected.at(-1)!.reason).to.equal('forgotten');
      expect(button(scene.card, en['this-is-the-customer'])).to.exist;
      const again = await scene.backend.customers!.find({ raw: numbers.many });
      expect(again.matches.flatMap(({ why }) => why.map(({ by }) => by))).not.to.contain('choice');
    });

    it('stands first with its label the next time', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      const later = namesIn(scene.card)[1]!;
      await open(scene, new RegExp(`^${later}`));
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      await give(scene, call('0047 911 22 333'));
      await settled(scene);
      expect(namesIn(scene.card)[0]).to.equal(later);
      expect(options(scene.card)[0]).to.contain('chosen before by Mia Lund');
      expect(options(scene.card)[1]).not.to.contain('chosen before');
    });

    it('still selects nobody the next time', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      scene.selected.length = 0;
      await give(scene, call(numbers.many));
      await settled(scene);
      expect(scene.selected.filter(({ customerId }) => customerId)).to.deep.equal([]);
    });

    it('says when it could not be kept, and stays where it was', async () => {
      const scene = await show({ plan: { 'customers.choose': { failing: 'offline' } }, interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      expect(byRole(scene.card, 'alert').textContent).to.contain(en['choice-failed']);
      expect(byRole(scene.card, 'heading', 'Birk Dahl')).to.exist;
      expect(scene.selected.map(({ reason }) => reason)).to.deep.equal(['opened']);
      scene.faulty.set({});
      button(scene.card, en['this-is-the-customer']).click();
      await settled(scene);
      expect(allByRole(scene.card, 'alert').length).to.equal(0);
      expect(scene.selected.at(-1)!.reason).to.equal('chosen');
    });

    it('is told of the conversation it was about when the next one came before it was kept', async () => {
      const left = call(numbers.many);
      const scene = await show({ interaction: left });
      await open(scene, /^Birk/);
      scene.faulty.hold('customers.choose');
      button(scene.card, en['this-is-the-customer']).click();
      await give(scene, call(numbers.one));
      await scene.faulty.releaseAll();
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      const chosen = scene.selected.filter(({ reason }) => reason === 'chosen');
      expect(chosen).to.deep.equal([{ customerId: await scene.id('birk'), interactionId: left.id, reason: 'chosen' }]);
    });

    it('of an earlier conversation is taken back without a word about this one', async () => {
      const backend = house();
      const [birk] = await backend.customers.search('birk');
      await backend.customers.choose({ raw: numbers.many }, birk!.id);
      const scene = await show({ backend, interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      button(scene.card, `${en['chosen-before']}: ${en.undo}`).click();
      await settled(scene);
      const { matches } = await backend.customers.find({ raw: numbers.many });
      expect(matches.some(({ why }) => why.some(({ by }) => by === 'choice'))).to.equal(false);
      expect(scene.selected.map(({ reason }) => reason)).to.deep.equal(['opened']);
    });

    it('is not offered where the backend cannot remember', async () => {
      const backend = house({ customers: everybody });
      const { choose: _, ...customers } = backend.customers;
      const scene = await show({ backend: { ...backend, customers }, interaction: call(numbers.many) });
      await open(scene, /^Birk/);
      expect(allByRole(scene.card, 'button', en['this-is-the-customer']).length).to.equal(0);
      expect(button(scene.card, en.back)).to.exist;
    });
  });

  describe('reading again', () => {
    it('keeps meaning the same customer', async () => {
      const scene = await show({ backend: house({ customers: crowd(5) }), interaction: call(numbers.many) });
      press(list(scene.card), 'End');
      await scene.card.updateComplete;
      const meant = activeName(scene.card);
      scene.card.refresh();
      await settled(scene);
      expect(activeName(scene.card)).to.equal(meant);
    });
  });
});
