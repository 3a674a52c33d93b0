import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import {
  allByRole,
  byRole,
  call,
  everything,
  give,
  house,
  namesIn,
  numbers,
  place,
  ProbeTab,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  type,
  until,
} from '../../support/card.js';

/** A backend that counts who watches. */
function counted(): { backend: Backend; watching: () => number; started: () => number } {
  const inner = house();
  let [open, all] = [0, 0];
  const watch: Backend['watch'] = (scope, listeners) => {
    open++;
    all++;
    const stop = inner.watch(scope, listeners);
    let stopped = false;
    return () => {
      if (!stopped) open--;
      stopped = true;
      stop();
    };
  };
  return { backend: { ...inner, watch }, watching: () => open, started: () => all };
}

describe('coming and going', () => {
  staySilent();

  describe('taking the card out of the page', () => {
    it('aborts what it asked', async () => {
      const scene = place({ interaction: call(numbers.one), plan: { 'customers.find': { never: true } } });
      await until(() => scene.faulty.calls.some(({ method }) => method === 'customers.find'));
      scene.card.remove();
      expect(scene.faulty.calls.find(({ method }) => method === 'customers.find')!.state).to.equal('aborted');
    });

    it('aborts what it read of an address, and what it searched', async () => {
      const plan = { 'interactions.list': { never: true }, 'customers.search': { never: true } };
      const scene = place({ interaction: call(numbers.none), plan });
      await until(() => allByRole(scene.card, 'combobox').length);
      type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'ada');
      const late = () => scene.faulty.calls.filter(({ method }) => Object.hasOwn(plan, method));
      await until(() => late().length === 2);
      scene.card.remove();
      expect(late().map(({ state }) => state)).to.deep.equal(['aborted', 'aborted']);
    });

    it('stops watching', async () => {
      const { backend, watching } = counted();
      const bystander = await show({ backend, interaction: call(numbers.one) });
      const scene = await show({ backend, interaction: call(numbers.one) });
      const before = watching();
      scene.card.remove();
      await turn();
      expect(before - watching()).to.be.at.least(1);
      bystander.card.remove();
      await until(() => watching() <= 2, 'only what all elements of the page share is left');
    });

    it('keeps nothing of the customer', async () => {
      const probe = new ProbeTab();
      const scene = await show({ interaction: call(numbers.one), children: [probe] });
      scene.card.remove();
      await scene.card.updateComplete;
      await turn();
      expect(everything(scene.card)).not.to.contain('Berg');
      expect(probe.customer.value).to.equal(undefined);
    });

    it('announces nothing that comes later', async () => {
      const scene = place({ interaction: call(numbers.one), plan: { customers: { ignoreSignal: true } } });
      scene.faulty.hold('customers.find');
      await until(() => scene.faulty.held);
      scene.card.remove();
      await scene.faulty.releaseAll();
      await turn();
      expect(scene.selected).to.deep.equal([]);
      expect(everything(scene.card)).not.to.contain('Berg');
    });
  });

  describe('putting it somewhere else', () => {
    it('shows the customer again, and reads again', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      const elsewhere = document.createElement('div');
      scene.wrapper.append(elsewhere);
      elsewhere.append(scene.card);
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      expect(scene.faulty.calls.filter(({ method }) => method === 'customers.find').length).to.equal(2);
    });

    it('shows the customer again after a while away', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      scene.card.remove();
      await scene.card.updateComplete;
      await turn();
      scene.wrapper.append(scene.card);
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
    });

    it('does not remember whom the agent had opened', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      scene.wrapper.append(scene.card);
      await settled(scene);
      expect(namesIn(scene.card).length).to.equal(2);
    });

    it('reads for another interaction that it was given while away', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      scene.card.remove();
      scene.card.interaction = call(numbers.many);
      scene.wrapper.append(scene.card);
      await settled(scene);
      expect(namesIn(scene.card).length).to.equal(2);
    });

    it('keeps its tabs', async () => {
      const panes = ['Notes', 'Cases'].map((label) => Object.assign(document.createElement('section'), { textContent: label }));
      panes.forEach((pane) => pane.setAttribute('label', pane.textContent));
      const scene = await show({ interaction: call(numbers.one), children: panes });
      await until(() => allByRole(scene.card, 'tab').length === 2);
      byRole(scene.card, 'tab', 'Cases').click();
      const elsewhere = document.createElement('div');
      scene.wrapper.append(elsewhere);
      elsewhere.append(scene.card);
      await settled(scene);
      expect(panes.filter((pane) => pane.checkVisibility()).map(({ textContent }) => textContent)).to.deep.equal(['Cases']);
      const late = document.createElement('section');
      late.setAttribute('label', 'Late');
      scene.card.append(late);
      await until(() => allByRole(scene.card, 'tab').length === 3);
    });

    it('gives the tabs the customer again', async () => {
      const probe = new ProbeTab();
      const scene = await show({ interaction: call(numbers.one), children: [probe] });
      const elsewhere = document.createElement('div');
      scene.wrapper.append(elsewhere);
      elsewhere.append(scene.card);
      await settled(scene);
      expect(probe.customer.value).to.equal(await scene.id('ada'));
    });

    it('watches once, however often it is moved and switched', async () => {
      const { backend, watching, started } = counted();
      const scene = await show({ backend, interaction: call(numbers.one) });
      const before = watching();
      for (let i = 0; i < 20; i++) {
        scene.wrapper.append(scene.card);
        await give(scene, call(i % 2 ? numbers.one : numbers.many));
        await settled(scene);
      }
      expect(watching()).to.equal(before);
      expect(started()).to.be.above(20);
      scene.card.remove();
      expect(watching(), 'of the customer, and of who else is there').to.equal(before - 2);
    });
  });

  describe('a clone of a card', () => {
    it('is empty, and shows what it is given itself', async () => {
      const scene = place({ interaction: call(numbers.one) });
      await settled(scene);
      const again = scene.card.cloneNode(true) as typeof scene.card;
      expect(again.shadowRoot === null || textOf(again) === '').to.equal(true);
      again.backend = scene.card.backend!;
      again.interaction = call(numbers.many);
      scene.wrapper.append(again);
      await until(() => namesIn(again).length === 2);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
    });
  });

  describe('two cards on one page', () => {
    it('share the session, and show each its own', async () => {
      const backend = house();
      const one = await show({ backend, interaction: call(numbers.one) });
      const two = place({ interaction: call(numbers.many) });
      two.card.backend = one.card.backend!;
      await until(() => namesIn(two.card).length === 2);
      expect(one.faulty.calls.filter(({ method }) => method === 'session').length).to.equal(1);
      expect(byRole(one.card, 'heading', 'Ada Berg')).to.exist;
    });
  });
});
