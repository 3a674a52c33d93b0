import { expect } from '@open-wc/testing';
import { backendErrorCodes } from '../../../src/backend/backend-error.js';
import {
  allByRole,
  button,
  byRole,
  call,
  en,
  give,
  house,
  namesIn,
  numbers,
  place,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  type,
  until,
} from '../../support/card.js';

describe('the faces of a customer card', () => {
  staySilent();

  describe('without an interaction and without an id', () => {
    it('says that no customer is open', async () => {
      const { card } = await show();
      expect(textOf(card)).to.contain(en['no-customer-open']);
    });

    it('asks the backend nothing', async () => {
      const { faulty } = await show();
      expect(faulty.calls).to.deep.equal([]);
    });

    it('offers the search by hand', async () => {
      const { card } = await show();
      expect(byRole(card, 'combobox', en['search-customers'])).to.exist;
    });

    it('tells nobody of a customer', async () => {
      const { selected } = await show();
      expect(selected).to.deep.equal([]);
    });

    it('needs no backend', async () => {
      const scene = place();
      scene.card.backend = undefined;
      await settled(scene);
      expect(textOf(scene.card)).to.contain(en['no-customer-open']);
      expect(allByRole(scene.card, 'combobox').length).to.equal(0);
    });
  });

  describe('while the answer is on its way', () => {
    it('shows the number at once', async () => {
      const { card, faulty } = place({ interaction: call(numbers.one) });
      faulty.hold();
      await card.updateComplete;
      expect(byRole(card, 'heading', numbers.one)).to.exist;
    });

    it('says that it searches, and is busy', async () => {
      const { card, faulty } = place({ interaction: call(numbers.one) });
      faulty.hold();
      await card.updateComplete;
      expect(textOf(card)).to.contain(en.searching);
      expect(card.shadowRoot!.querySelector('[aria-busy=true]')).to.exist;
    });

    it('keeps the place with a skeleton that nobody reads out', async () => {
      const { card, faulty } = place({ interaction: call(numbers.one) });
      faulty.hold();
      await card.updateComplete;
      const bones = [...card.shadowRoot!.querySelectorAll('.field .skeleton')];
      expect(bones.length).to.be.above(3);
      expect(bones.every((bone) => bone.closest('[aria-hidden=true]'))).to.equal(true);
    });

    it('shows no search yet', async () => {
      const { card, faulty } = place({ interaction: call(numbers.one) });
      faulty.hold();
      await card.updateComplete;
      expect(allByRole(card, 'combobox').length).to.equal(0);
    });

    it('waits also when the backend comes later than the interaction', async () => {
      const scene = place({ interaction: call(numbers.one) });
      const { backend } = scene.card;
      scene.card.backend = undefined;
      await scene.card.updateComplete;
      expect(byRole(scene.card, 'heading', numbers.one)).to.exist;
      scene.card.backend = backend;
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
    });

    it('shows no number for a caller without one', async () => {
      const { card, faulty } = place({ interaction: call('') });
      faulty.hold();
      await card.updateComplete;
      expect(allByRole(card, 'heading').length).to.equal(0);
      expect(textOf(card)).to.contain(en.searching);
    });
  });

  describe('when the answer takes longer than the setting slowAfter', () => {
    const slow = () =>
      place({
        backend: house({ settings: { slowAfter: 20 } }),
        plan: { 'customers.find': { never: true } },
        interaction: call(numbers.one),
      });

    it('says that it is still searching', async () => {
      const { card } = slow();
      await until(() => textOf(card).includes(en['still-searching-hint']), 'slow', 2000); // the default is four seconds
      expect(textOf(card)).to.contain(en['still-searching']);
      expect(byRole(card, 'heading', numbers.one)).to.exist;
    });

    it('says so at the next interaction too', async () => {
      const scene = slow();
      await until(() => textOf(scene.card).includes(en['still-searching-hint']));
      await give(scene, call(numbers.many));
      expect(textOf(scene.card)).not.to.contain(en['still-searching']);
      await until(() => textOf(scene.card).includes(en['still-searching-hint']));
    });

    it('finds by hand meanwhile, with what tells people apart', async () => {
      const { card } = slow();
      await until(() => allByRole(card, 'combobox').length);
      type(byRole<HTMLInputElement>(card, 'combobox'), 'hauge');
      await until(() => namesIn(card).length);
      expect(namesIn(card)).to.deep.equal(['Geir Hauge']);
      expect(textOf(card)).to.contain('Lillesand');
    });

    it('opens whom was found, with all fields', async () => {
      const scene = slow();
      await until(() => allByRole(scene.card, 'combobox').length);
      type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'hauge');
      await until(() => namesIn(scene.card).length);
      byRole(scene.card, 'option').click();
      await scene.card.updateComplete;
      expect(byRole(scene.card, 'heading', 'Geir Hauge')).to.exist;
      expect(textOf(scene.card)).to.contain('Lillesand');
      expect(textOf(scene.card)).not.to.contain(en['no-details']);
    });

    it('asks again when told to', async () => {
      const scene = slow();
      await until(() => textOf(scene.card).includes(en['still-searching-hint']));
      scene.faulty.set({});
      button(scene.card, en.retry).click();
      await until(() => allByRole(scene.card, 'heading', 'Ada Berg').length);
    });

    it('is not slow when the answer comes in time', async () => {
      const scene = await show({ backend: house({ settings: { slowAfter: 5000 } }), interaction: call(numbers.one) });
      expect(textOf(scene.card)).not.to.contain(en['still-searching']);
    });
  });

  describe('when the look-up fails', () => {
    for (const code of backendErrorCodes) {
      it(`says in words what ${code} means`, async () => {
        const { card } = await show({ plan: { 'customers.find': { failing: code } }, interaction: call(numbers.one) });
        const alert = byRole(card, 'alert');
        expect(alert.textContent).to.contain(en[`error-${code}`]);
        expect(alert.textContent).to.contain(en['search-failed']);
      });
    }

    it('does not look like "no customer found"', async () => {
      const { card } = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
      expect(textOf(card)).not.to.contain(en['outcome-none']);
      expect(textOf(card)).to.contain(en['search-failed-hint']);
    });

    it('keeps the number on screen', async () => {
      const { card } = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
      expect(textOf(card)).to.contain(numbers.one);
    });

    it('fails in the same way when the session or the fields cannot be read', async () => {
      for (const method of ['session', 'fields.list']) {
        const { card } = await show({ plan: { [method]: { failing: 'unauthenticated' } }, interaction: call(numbers.one) });
        expect(byRole(card, 'alert').textContent).to.contain(en['error-unauthenticated']);
      }
    });

    it('says something else when it was a customer by id that could not be read', async () => {
      const { card } = await show({ plan: { 'customers.get': { failing: 'timeout' } }, customerId: 'X1' });
      expect(byRole(card, 'alert').textContent).to.contain(en['customer-not-loaded']);
      expect(byRole(card, 'alert').textContent).to.contain(en['error-timeout']);
    });

    it('tells an error that is none of ours apart from nothing', async () => {
      for (const rawError of ['throw', 'TypeError', 'DOMException', 'AbortError', 'text', 'nothing'] as const) {
        const { card } = await show({ plan: { 'customers.find': { rawError } }, interaction: call(numbers.one) });
        expect(byRole(card, 'alert').textContent).to.contain(en['error-failed']);
      }
    });

    describe('and the agent tries again', () => {
      it('asks again and shows the customer', async () => {
        const scene = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
        scene.faulty.set({});
        button(scene.card, en.retry).click();
        await settled(scene);
        expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
        expect(allByRole(scene.card, 'alert').length).to.equal(0);
      });

      it('asks for the session again too', async () => {
        const scene = await show({ plan: { session: { failing: 'unauthenticated' } }, interaction: call(numbers.one) });
        scene.faulty.set({});
        button(scene.card, en.retry).click();
        await settled(scene);
        expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      });

      it('stays failed when it fails again, and shows that it is busy meanwhile', async () => {
        const scene = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
        scene.faulty.hold('customers.find');
        button(scene.card, en.retry).click();
        await scene.card.updateComplete;
        expect(button(scene.card, en.retry).getAttribute('aria-busy')).to.equal('true');
        await until(() => scene.faulty.held);
        await scene.faulty.releaseAll();
        await settled(scene);
        expect(byRole(scene.card, 'alert')).to.exist;
        expect(button(scene.card, en.retry).getAttribute('aria-busy')).to.equal('false');
      });
    });

    describe('and the agent searches by hand', () => {
      it('finds and opens a customer', async () => {
        const scene = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'foss eva');
        await until(() => namesIn(scene.card).length);
        byRole(scene.card, 'option').click();
        await settled(scene);
        expect(byRole(scene.card, 'heading', 'Eva Foss')).to.exist;
        expect(textOf(scene.card)).to.contain('Hamar');
      });

      it('still says that it was the search that failed, not the card', async () => {
        const scene = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'foss');
        await until(() => namesIn(scene.card).length);
        byRole(scene.card, 'option').click();
        await settled(scene);
        expect(byRole(scene.card, 'alert').textContent).to.contain(en['search-failed']);
        expect(textOf(scene.card)).not.to.contain(en['refresh-failed']);
      });

      it('says when that search fails too, and searches again', async () => {
        const scene = await show({ plan: { customers: { failing: 'offline' } }, interaction: call(numbers.one) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'foss');
        await until(() => allByRole(scene.card, 'alert').length === 2);
        scene.faulty.set({});
        allByRole(scene.card, 'button', en.retry)[1]!.click();
        await until(() => namesIn(scene.card).length);
        expect(namesIn(scene.card)).to.deep.equal(['Eva Foss']);
      });

      it('says when nobody is found', async () => {
        const scene = await show({ plan: { 'customers.find': { failing: 'offline' } }, interaction: call(numbers.one) });
        type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'nobodyatall');
        await until(() => textOf(scene.card).includes('No customer found'));
        expect(allByRole(scene.card, 'option').length).to.equal(0);
      });
    });
  });

  describe('when the answer is there', () => {
    it('shows the customer', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
      expect(card.shadowRoot!.querySelector('[aria-busy=true]')).to.equal(null);
    });
  });

  describe('when it is not offered', () => {
    it('shows nothing at all without customers', async () => {
      const backend = house();
      const { card } = await show({ backend: { session: backend.session }, interaction: call(numbers.one) });
      expect(card.shadowRoot!.childElementCount).to.equal(0);
    });

    it('shows nothing at all without the permission customers.view', async () => {
      const { card, faulty } = await show({ backend: house({ permissions: ['notes.add'] }), interaction: call(numbers.one) });
      expect(card.shadowRoot!.childElementCount).to.equal(0);
      expect(faulty.calls.map(({ method }) => method)).not.to.contain('customers.find');
    });

    it('tells nobody of a customer', async () => {
      const { selected } = await show({ backend: house({ permissions: [] }), interaction: call(numbers.one) });
      await turn();
      expect(selected).to.deep.equal([]);
    });
  });
});
