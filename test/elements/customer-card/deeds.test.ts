import { expect } from '@open-wc/testing';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../../../src/domain/field.js';
import type { MemoryOptions } from '../../../src/adapters/memory.js';
import {
  allByRole,
  button,
  byRole,
  call,
  called,
  en,
  fakeClipboard,
  focused,
  house,
  nameOf,
  numbers,
  place,
  press,
  said,
  settled,
  show,
  staySilent,
  until,
  type SceneOptions,
} from '../../support/card.js';

let dialled: string[] = [];
const dial = async (number: string) => void dialled.push(number);
const withDefault: readonly FieldDefinition[] = [
  ...defaultFields,
  { name: 'direct', label: 'Direct', type: 'text', visible: true, use: 'default-phone' },
];
const person = (fields: Record<string, string>): CustomerDraft => ({
  type: 'person',
  fields: { givenName: 'Ida', email: 'ida@havn.example', ...fields },
});
const showIda = (fields: Record<string, string>, house_: MemoryOptions = {}, more: SceneOptions = {}) =>
  show({
    backend: house({ customers: [person(fields)], fields: withDefault, dial, ...house_ }),
    interaction: call('ida@havn.example', { channel: 'email' }),
    ...more,
  });
const callButton = (card: Element) => allByRole(card, 'button', en.call)[0];
const menu = (card: Element, name: string) => byRole(card, 'menu', name);
const isOpen = (element: Element) => element.matches(':popover-open');

describe('what can be done on the card', () => {
  staySilent();
  beforeEach(() => (dialled = []));

  describe('copying', () => {
    let clipboard = fakeClipboard();
    beforeEach(() => (clipboard = fakeClipboard()));
    afterEach(() => clipboard.restore());

    it('copies a number as E.164, and says so', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      button(card, 'Copy Mobile').click();
      await until(() => clipboard.copied.length);
      expect(clipboard.copied).to.deep.equal(['+4799887701']);
      await until(() => said(card) === 'Mobile copied');
    });

    it('copies a number that cannot be read as it stands', async () => {
      const { card } = await showIda({ mobile: 'ask reception' });
      button(card, 'Copy Mobile').click();
      await until(() => clipboard.copied.length);
      expect(clipboard.copied).to.deep.equal(['ask reception']);
    });

    it('copies an e-mail address', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      button(card, 'Copy E-mail').click();
      await until(() => clipboard.copied.length);
      expect(clipboard.copied).to.deep.equal(['ada@fjord.example']);
    });

    it('copies the id from the menu', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      byRole(scene.card, 'menuitem', en['copy-id']).click();
      await until(() => clipboard.copied.length);
      expect(clipboard.copied).to.deep.equal([await scene.id('ada')]);
      await until(() => said(scene.card) === 'ID copied');
    });

    it('has no button where it makes no sense', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      expect(allByRole(card, 'button', 'Copy City').length).to.equal(0);
    });

    it('says when the page may not copy', async () => {
      clipboard.restore();
      clipboard = fakeClipboard({ refuse: true });
      const { card } = await show({ interaction: call(numbers.one) });
      button(card, 'Copy E-mail').click();
      await until(() => said(card) === en['copy-refused']);
    });

    it('says so too where there is no clipboard', async () => {
      clipboard.restore();
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      const { card } = await show({ interaction: call(numbers.one) });
      button(card, 'Copy E-mail').click();
      await until(() => said(card) === en['copy-refused']);
    });
  });

  describe('calling', () => {
    it('lets the agent pick when several numbers are filled', async () => {
      const { card } = await showIda({ mobile: '99887701', phone: '22998870' });
      expect(callButton(card)!.getAttribute('aria-haspopup')).to.equal('menu');
      callButton(card)!.click();
      await until(() => isOpen(menu(card, en['call-which'])));
      const items = allByRole(card, 'menuitem').filter((item) => item.closest('#numbers'));
      expect(items.map(nameOf)).to.deep.equal(['Mobile 99 88 77 01', 'Phone 22 99 88 70']);
      expect(dialled).to.deep.equal([]);
      items[1]!.click();
      await until(() => dialled.length);
      expect(dialled).to.deep.equal(['+4722998870']);
      expect(isOpen(menu(card, en['call-which']))).to.equal(false);
    });

    it('calls the default number at once', async () => {
      const { card } = await showIda({ mobile: '99887701', phone: '22998870', direct: '22102030' });
      expect(callButton(card)!.hasAttribute('aria-haspopup')).to.equal(false);
      callButton(card)!.click();
      await until(() => dialled.length);
      expect(dialled).to.deep.equal(['+4722102030']);
    });

    it('takes an empty default number for none', async () => {
      const several = await showIda({ mobile: '99887701', phone: '22998870', direct: '' });
      expect(callButton(several.card)!.getAttribute('aria-haspopup')).to.equal('menu');
      const one = await showIda({ mobile: '99887701', direct: '' });
      callButton(one.card)!.click();
      await until(() => dialled.length);
      expect(dialled).to.deep.equal(['+4799887701']);
    });

    it('is not offered without a number', async () => {
      const { card } = await showIda({});
      expect(callButton(card) === undefined).to.equal(true);
    });

    it('is not offered when nobody calls: neither the backend nor the host', async () => {
      const { card } = await showIda({ mobile: '99887701' }, { dial: undefined });
      expect(callButton(card) === undefined).to.equal(true);
      expect(allByRole(card, 'button', /^Call/).length).to.equal(0);
    });

    it('is offered when the host answers', async () => {
      const { card } = await showIda({ mobile: '99887701' }, { dial: undefined }, { answers: 'message call' });
      const requested: unknown[] = [];
      card.addEventListener('call-requested', ({ customerId, field, interactionId, cancelable, bubbles, composed }) =>
        requested.push([customerId.length > 5, field, interactionId, cancelable, bubbles, composed]),
      );
      callButton(card)!.click();
      expect(requested).to.deep.equal([[true, 'mobile', card.interaction!.id, true, true, true]]);
    });

    it('asks the host first, and does not dial when it cancels', async () => {
      const scene = await showIda({ mobile: '99887701' });
      scene.card.addEventListener('call-requested', (event) => event.preventDefault());
      callButton(scene.card)!.click();
      await settled(scene);
      expect(scene.faulty.calls.map(({ method }) => method)).not.to.contain('calls.dial');
      expect(dialled).to.deep.equal([]);
    });

    it('says whom it calls, by field', async () => {
      const { card } = await showIda({ mobile: '99887701' });
      button(card, 'Call Mobile').click();
      await until(() => said(card) === 'Calling Mobile…');
    });

    it('says when it did not work', async () => {
      const { card } = await showIda({ mobile: '99887701' }, {}, { plan: { 'calls.dial': { failing: 'unavailable' } } });
      callButton(card)!.click();
      await until(() => said(card) === 'Mobile could not be called');
    });

    it('dials with a key of its own each time', async () => {
      const scene = await showIda({ mobile: '99887701' });
      callButton(scene.card)!.click();
      await settled(scene);
      callButton(scene.card)!.click();
      await settled(scene);
      const keys = scene.faulty.calls
        .filter(({ method }) => method === 'calls.dial')
        .map(({ given }) => (given[1] as { key: string }).key);
      expect(new Set(keys).size).to.equal(2);
      expect(dialled.length).to.equal(2);
    });
  });

  describe('writing', () => {
    it('is offered only when somebody answers', async () => {
      const { card } = await showIda({ mobile: '99887701' });
      expect(allByRole(card, 'button', /^(SMS|E-mail) to/).length).to.equal(0);
    });

    it('asks for an SMS or an e-mail by reference', async () => {
      const scene = await showIda({ mobile: '99887701' }, {}, { answers: 'message' });
      const requested: unknown[] = [];
      scene.card.addEventListener('message-requested', ({ customerId, channel, field, cancelable }) =>
        requested.push([customerId, channel, field, cancelable]),
      );
      button(scene.card, 'SMS to Mobile').click();
      button(scene.card, 'E-mail to E-mail').click();
      const id = await scene.id('ida');
      expect(requested).to.deep.equal([
        [id, 'sms', 'mobile', true],
        [id, 'email', 'email', true],
      ]);
    });
  });

  describe('closing', () => {
    it('is offered only when somebody answers', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      expect(allByRole(card, 'button', en.close).length).to.equal(0);
    });

    it('asks the host', async () => {
      const scene = await show({ interaction: call(numbers.one), answers: 'customer-close' });
      const requested: unknown[] = [];
      scene.card.addEventListener('customer-close-requested', ({ customerId, interactionId }) =>
        requested.push([customerId, interactionId]),
      );
      button(scene.card, en.close).click();
      expect(requested).to.deep.equal([[await scene.id('ada'), scene.card.interaction!.id]]);
    });
  });

  describe('the more-menu', () => {
    const openMenu = async (scene: { card: Element & { updateComplete: Promise<boolean> } }) => {
      button(scene.card, en.more).click();
      await until(() => isOpen(menu(scene.card, en.more)));
      await until(() => called(focused(scene.card)).startsWith('menuitem'));
    };

    it('opens with the focus on its first entry', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      await openMenu(scene);
      expect(called(focused(scene.card))).to.equal(`menuitem ${en.refresh}`);
    });

    it('moves with the arrows, around the ends, Home and End', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      await openMenu({ card });
      const at = (key: string) => {
        press(focused(card)!, key);
        return nameOf(focused(card)!);
      };
      expect(at('ArrowDown')).to.equal(en['copy-id']);
      expect(at('ArrowUp')).to.equal(en.refresh);
      expect(at('ArrowUp')).to.equal(en['add-customer']);
      expect(at('ArrowDown')).to.equal(en.refresh);
      expect(at('End')).to.equal(en['add-customer']);
      expect(at('Home')).to.equal(en.refresh);
    });

    it('closes when something is chosen', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      await openMenu(scene);
      byRole(scene.card, 'menuitem', en.refresh).click();
      await until(() => !isOpen(menu(scene.card, en.more)));
      await settled(scene);
      expect(scene.faulty.calls.filter(({ method }) => method === 'customers.find').length).to.equal(2);
    });

    describe('with entries of the host', () => {
      const entry = () => {
        const element = document.createElement('button');
        element.slot = 'menu';
        element.setAttribute('role', 'menuitem');
        element.textContent = 'Open in CRM';
        return element;
      };

      it('shows them last, within the reach of the arrows', async () => {
        const own = entry();
        const { card } = await show({ interaction: call(numbers.one), children: [own] });
        await openMenu({ card });
        await until(() => own.checkVisibility());
        press(focused(card)!, 'End');
        expect(document.activeElement === own).to.equal(true);
        press(own, 'ArrowDown');
        expect(called(focused(card))).to.equal(`menuitem ${en.refresh}`);
      });

      it('closes when one of them is chosen', async () => {
        const own = entry();
        let clicked = 0;
        own.onclick = () => clicked++;
        const { card } = await show({ interaction: call(numbers.one), children: [own] });
        await openMenu({ card });
        await until(() => own.checkVisibility());
        own.click();
        expect(clicked).to.equal(1);
        expect(isOpen(menu(card, en.more))).to.equal(false);
      });

      it('makes no tab of them', async () => {
        const own = entry();
        own.setAttribute('label', 'Not a tab');
        const { card } = await show({ interaction: call(numbers.one), children: [own] });
        expect(allByRole(card, 'tab').length).to.equal(0);
      });
    });
  });

  it('needs no desk around it', async () => {
    const scene = place({ interaction: call(numbers.one) });
    await settled(scene);
    expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
  });
});
