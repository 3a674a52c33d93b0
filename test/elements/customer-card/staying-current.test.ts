import { expect } from '@open-wc/testing';
import type { Backend, Change, WatchListeners } from '../../../src/backend/backend.js';
import type { Customer } from '../../../src/domain/customer.js';
import { defaultFields } from '../../../src/domain/field.js';
import {
  allByRole,
  button,
  byRole,
  call,
  en,
  house,
  namesIn,
  numbers,
  ProbeTab,
  settled,
  show,
  staySilent,
  textOf,
  until,
} from '../../support/card.js';

/** A backend in which a colleague can change Ada, and which tells so. */
async function changing() {
  const inner = house();
  const listeners = new Set<WatchListeners>();
  let changed: Partial<Customer> | null = {};
  const [real] = await inner.customers.search('ada');
  const now = (customer: Customer): Customer => (customer.id === real!.id ? { ...customer, ...changed } : customer);
  const backend: Backend = {
    session: inner.session,
    fields: inner.fields,
    customers: {
      ...inner.customers,
      find: async (address, options) => {
        const found = await inner.customers.find(address, options);
        if (changed === null) return { ...found, outcome: 'none', matches: [] };
        return { ...found, matches: found.matches.map((match) => ({ ...match, customer: now(match.customer) })) };
      },
      get: async (id, options) => {
        const found = await inner.customers.get(id, options);
        return found && changed !== null ? now(found) : undefined;
      },
    },
    watch: (_scope, each) => {
      listeners.add(each);
      return () => void listeners.delete(each);
    },
  };
  const tell = (change: Change) => [...listeners].forEach((each) => each.change(change));
  return {
    backend,
    id: real!.id,
    listeners,
    tell,
    change(how: Partial<Customer> | null, told: Partial<Change> = {}) {
      changed = how;
      tell({ kind: 'customer', id: real!.id, revision: 2, ...told } as Change);
    },
  };
}
const newName = { name: 'Ada Berg-Lie', revision: 2 };

describe('staying current', () => {
  staySilent();

  describe('refresh', () => {
    it('reads again in place and never shows the skeleton', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      scene.faulty.hold();
      button(scene.card, en.refresh).click();
      await until(() => scene.faulty.held);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      expect(button(scene.card, en.refresh).getAttribute('aria-busy')).to.equal('true');
      await scene.faulty.releaseAll();
      await settled(scene);
      expect(button(scene.card, en.refresh).getAttribute('aria-busy')).to.equal('false');
    });

    it('shows what is there now', async () => {
      const { backend, change } = await changing();
      const scene = await show({ backend, interaction: call(numbers.one) });
      change(newName, { id: 'SOMEBODY' } as Partial<Change>);
      button(scene.card, en.refresh).click();
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg-Lie')).to.exist;
    });

    it('makes the tabs read again', async () => {
      const probe = new ProbeTab();
      const { card } = await show({ interaction: call(numbers.one), children: [probe] });
      const before = probe.refreshed.value!;
      card.refresh();
      expect(probe.refreshed.value).to.equal(before + 1);
    });

    it('reads the list again too', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      scene.card.refresh();
      await settled(scene);
      expect(scene.faulty.calls.filter(({ method }) => method === 'customers.find').length).to.equal(2);
      expect(namesIn(scene.card).length).to.equal(2);
    });

    describe('that fails', () => {
      it('keeps what is there, and says so in a bar', async () => {
        const scene = await show({ interaction: call(numbers.one) });
        scene.faulty.set({ 'customers.find': { failing: 'offline' } });
        button(scene.card, en.refresh).click();
        await settled(scene);
        expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
        expect(byRole(scene.card, 'alert').textContent).to.contain(en['refresh-failed']).and.to.contain(en['error-offline']);
      });

      it('can be tried again', async () => {
        const scene = await show({ interaction: call(numbers.one) });
        scene.faulty.set({ 'customers.find': { failing: 'offline' } });
        button(scene.card, en.refresh).click();
        await settled(scene);
        scene.faulty.set({});
        button(scene.card, en.retry).click();
        await settled(scene);
        expect(allByRole(scene.card, 'alert').length).to.equal(0);
      });

      it('says so over a list too', async () => {
        const scene = await show({ interaction: call(numbers.many) });
        scene.faulty.set({ 'customers.find': { failing: 'offline' } });
        scene.card.refresh();
        await settled(scene);
        expect(namesIn(scene.card).length).to.equal(2);
        expect(byRole(scene.card, 'alert').textContent).to.contain(en['error-offline']);
      });
    });
  });

  describe('a change by a colleague', () => {
    it('is told in a bar, and the card stays as it is', async () => {
      const { backend, change } = await changing();
      const { card } = await show({ backend, interaction: call(numbers.one) });
      change(newName);
      await card.updateComplete;
      expect(textOf(card)).to.contain(en['changed-by-colleague']);
      expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
    });

    it('is shown when the agent wants it, and the bar goes', async () => {
      const { backend, change } = await changing();
      const scene = await show({ backend, interaction: call(numbers.one) });
      change(newName);
      await scene.card.updateComplete;
      allByRole(scene.card, 'button', en.refresh)
        .find((each) => each.closest('[part=bar]'))!
        .click();
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg-Lie')).to.exist;
      expect(textOf(scene.card)).not.to.contain(en['changed-by-colleague']);
      expect(scene.selected.length).to.equal(1);
    });

    it('is not told when it is what stands there already', async () => {
      const { backend, change } = await changing();
      const { card } = await show({ backend, interaction: call(numbers.one) });
      change({}, { revision: 1 } as Partial<Change>);
      await card.updateComplete;
      expect(textOf(card)).not.to.contain(en['changed-by-colleague']);
    });

    it('is not told when it is about somebody else', async () => {
      const { backend, tell } = await changing();
      const { card } = await show({ backend, interaction: call(numbers.one) });
      tell({ kind: 'customer', id: 'SOMEBODY', revision: 9 });
      await card.updateComplete;
      expect(textOf(card)).not.to.contain(en['changed-by-colleague']);
    });

    it('is forgotten with the interaction', async () => {
      const { backend, change } = await changing();
      const scene = await show({ backend, interaction: call(numbers.one) });
      change(newName);
      scene.card.interaction = call(numbers.one);
      await settled(scene);
      expect(textOf(scene.card)).not.to.contain(en['changed-by-colleague']);
      expect(byRole(scene.card, 'heading', 'Ada Berg-Lie')).to.exist;
    });

    it('leaves the card that was removed with a word, after a refresh', async () => {
      const { backend, change, id } = await changing();
      const scene = await show({ backend, customerId: id });
      change(null);
      await scene.card.updateComplete;
      scene.card.refresh();
      await settled(scene);
      expect(textOf(scene.card)).to.contain(en['customer-gone']);
      expect(scene.selected.at(-1)!.customerId).to.equal(undefined);
    });
  });

  describe('when more happened than can be told', () => {
    it('reads everything again by itself, in place', async () => {
      const { backend, change, tell } = await changing();
      const scene = await show({ backend, interaction: call(numbers.one) });
      change(newName, { id: 'SOMEBODY' } as Partial<Change>);
      tell({ kind: 'reset' });
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Ada Berg-Lie')).to.exist;
    });

    it('reads session and fields again too', async () => {
      const { backend, tell } = await changing();
      let label = 'Town';
      const fields = { list: async () => defaultFields.map((field) => (field.name === 'city' ? { ...field, label } : field)) };
      const scene = await show({ backend: { ...backend, fields }, interaction: call(numbers.one) });
      expect(textOf(scene.card)).to.contain('Town');
      label = 'Municipality';
      tell({ kind: 'fields', id: 'fields', revision: 2 });
      await settled(scene);
      expect(textOf(scene.card)).to.contain('Municipality');
    });

    it('is not offered any more when the permission was taken away', async () => {
      const { backend, tell } = await changing();
      let allowed = true;
      const session: Backend['session'] = async () => ({
        ...(await backend.session()),
        permissions: allowed ? ['customers.view'] : [],
      });
      const scene = await show({ backend: { ...backend, session }, interaction: call(numbers.one) });
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      allowed = false;
      tell({ kind: 'session', id: 'mia', revision: 2 });
      await settled(scene);
      expect(scene.card.shadowRoot!.childElementCount).to.equal(0);
    });
  });
});
