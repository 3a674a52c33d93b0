import { expect } from '@open-wc/testing';
import { CountChangedEvent } from '../../../src/wiring/count-changed.js';
import { RevealRequestedEvent } from '../../../src/wiring/reveal-requested.js';
import {
  allByRole,
  button,
  byRole,
  call,
  en,
  give,
  nameOf,
  numbers,
  press,
  settled,
  show,
  staySilent,
  until,
  type SceneOptions,
} from '../../support/card.js';

function pane(label: string | undefined, more: { count?: string; slot?: string } = {}): HTMLElement {
  const element = document.createElement('section');
  if (label !== undefined) element.setAttribute('label', label);
  if (more.count !== undefined) element.setAttribute('count', more.count);
  if (more.slot) element.slot = more.slot;
  element.textContent = `What ${label ?? 'else'} shows`;
  return element;
}

const tabs = (card: Element) => allByRole(card, 'tab').map(nameOf);
const openTab = (card: Element) => allByRole(card, 'tab').find((tab) => tab.getAttribute('aria-selected') === 'true');
const onScreen = (elements: readonly HTMLElement[]) => elements.filter((element) => element.checkVisibility());
const three = () => [pane('Notes'), pane('Cases'), pane('History')];
const withTabs = async (children: HTMLElement[], more: SceneOptions = {}) => {
  const scene = await show({ interaction: call(numbers.one), children, ...more });
  await until(() => allByRole(scene.card, 'tab').length || !children.some((child) => child.hasAttribute('label')));
  return scene;
};

describe('what is slotted in a customer card', () => {
  staySilent();

  it('becomes a tab when it has a label, in its order', async () => {
    const { card } = await withTabs(three());
    expect(tabs(card)).to.deep.equal(['Notes', 'Cases', 'History']);
    expect(nameOf(byRole(card, 'tablist'))).to.equal(en.tabs);
  });

  it('becomes a tab by its property label too', async () => {
    const element = Object.assign(document.createElement('div'), { label: 'By property' });
    const { card } = await withTabs([pane('Notes'), element]);
    expect(tabs(card)).to.deep.equal(['Notes', 'By property']);
  });

  it('stands below when it has none', async () => {
    const other = pane(undefined);
    const children = [other, ...three()];
    const { card } = await withTabs(children);
    expect(tabs(card).length).to.equal(3);
    expect(onScreen([other]).length).to.equal(1);
    expect(other.getBoundingClientRect().top).to.be.at.least(children[1]!.getBoundingClientRect().bottom);
  });

  it('is on screen one tab at a time, and all stay connected', async () => {
    const children = three();
    const { card } = await withTabs(children);
    expect(onScreen(children)).to.have.lengthOf(1);
    byRole(card, 'tab', 'Cases').click();
    await card.updateComplete;
    expect(onScreen(children)[0]!.getAttribute('label')).to.equal('Cases');
    expect(onScreen(children)).to.have.lengthOf(1);
    expect(children.every((child) => child.isConnected && child.parentElement === card)).to.equal(true);
  });

  it('comes to light when something in it asks for that', async () => {
    const children = three();
    const inside = children[2]!.appendChild(document.createElement('b'));
    const { card } = await withTabs(children);
    byRole(card, 'button', en.fold).click();
    inside.dispatchEvent(new RevealRequestedEvent());
    await card.updateComplete;
    expect(onScreen(children).map((each) => each.getAttribute('label'))).to.deep.equal(['History']);
  });

  it('has a panel that is named by its tab', async () => {
    const { card } = await withTabs(three());
    expect(nameOf(byRole(card, 'tabpanel'))).to.equal('Notes');
    expect(openTab(card)!.getAttribute('aria-controls')).to.equal(byRole(card, 'tabpanel').id);
  });

  describe('the counter of a tab', () => {
    it('comes from the attribute', async () => {
      const { card } = await withTabs([pane('Notes', { count: '3' })]);
      expect(tabs(card)).to.deep.equal(['Notes 3']);
    });

    it('comes from the property, also when it is none', async () => {
      const { card } = await withTabs([
        Object.assign(pane('Notes'), { count: 0 }),
        Object.assign(pane('Cases'), { count: undefined }),
      ]);
      expect(tabs(card)).to.deep.equal(['Notes 0', 'Cases']);
    });

    it('follows count-changed', async () => {
      const notes = Object.assign(pane('Notes'), { count: 1 });
      const { card } = await withTabs([notes]);
      notes.count = 2;
      notes.dispatchEvent(new CountChangedEvent(2));
      await card.updateComplete;
      expect(tabs(card)).to.deep.equal(['Notes 2']);
    });

    it('follows the attribute', async () => {
      const notes = pane('Notes', { count: '1' });
      const { card } = await withTabs([notes]);
      notes.setAttribute('count', '5');
      await until(() => tabs(card)[0] === 'Notes 5');
    });
  });

  describe('when the children change', () => {
    it('follows a label', async () => {
      const children = three();
      const { card } = await withTabs(children);
      children[1]!.setAttribute('label', 'Matters');
      await until(() => tabs(card).join() === 'Notes,Matters,History');
    });

    it('shows what is added', async () => {
      const { card } = await withTabs(three());
      card.append(pane('Journey'));
      await until(() => tabs(card).length === 4);
    });

    it('shows the first tab of a card that had no children', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      const notes = pane('Notes');
      card.append(notes);
      await until(() => tabs(card).length === 1);
      expect(onScreen([notes])).to.have.lengthOf(1);
    });

    it('stays with the open tab when one before it goes', async () => {
      const children = three();
      const { card } = await withTabs(children);
      byRole(card, 'tab', 'Cases').click();
      await card.updateComplete;
      children[0]!.remove();
      await until(() => tabs(card).length === 2);
      expect(nameOf(openTab(card)!)).to.equal('Cases');
      expect(onScreen(children)[0]!.getAttribute('label')).to.equal('Cases');
    });

    it('shows a neighbour when the open one goes', async () => {
      const children = three();
      const { card } = await withTabs(children);
      byRole(card, 'tab', 'History').click();
      await card.updateComplete;
      children[2]!.remove();
      await until(() => tabs(card).length === 2);
      expect(nameOf(openTab(card)!)).to.equal('Cases');
      expect(onScreen(children)).to.have.lengthOf(1);
    });

    it('has no row of tabs when all are gone', async () => {
      const children = three();
      const { card } = await withTabs(children);
      children.forEach((child) => child.remove());
      await until(() => allByRole(card, 'tablist').length === 0);
    });
  });

  describe('keys', () => {
    const at = async (card: HTMLElement & { updateComplete: Promise<boolean> }, key: string) => {
      press(openTab(card)!, key);
      await card.updateComplete;
      await card.updateComplete;
      expect(card.shadowRoot!.activeElement === openTab(card)).to.equal(true);
      return nameOf(openTab(card)!);
    };

    it('moves among the tabs, around the ends', async () => {
      const { card } = await withTabs(three());
      expect(await at(card, 'ArrowRight')).to.equal('Cases');
      expect(await at(card, 'ArrowLeft')).to.equal('Notes');
      expect(await at(card, 'ArrowLeft')).to.equal('History');
      expect(await at(card, 'ArrowRight')).to.equal('Notes');
      expect(await at(card, 'End')).to.equal('History');
      expect(await at(card, 'Home')).to.equal('Notes');
    });

    it('moves the other way from right to left', async () => {
      const { card } = await withTabs(three(), { dir: 'rtl' });
      expect(await at(card, 'ArrowLeft')).to.equal('Cases');
      expect(await at(card, 'ArrowRight')).to.equal('Notes');
    });

    it('stops once in the row with Tab', async () => {
      const { card } = await withTabs(three());
      expect(allByRole(card, 'tab').map((tab) => tab.tabIndex)).to.deep.equal([0, -1, -1]);
    });
  });

  describe('folding', () => {
    it('hides the panel and shows it again', async () => {
      const children = three();
      const { card } = await withTabs(children);
      button(card, en.fold).click();
      await card.updateComplete;
      expect(onScreen(children)).to.have.lengthOf(0);
      expect(button(card, en.unfold).getAttribute('aria-expanded')).to.equal('false');
      button(card, en.unfold).click();
      await card.updateComplete;
      expect(onScreen(children)).to.have.lengthOf(1);
    });

    it('ends when a tab is chosen', async () => {
      const children = three();
      const { card } = await withTabs(children);
      button(card, en.fold).click();
      await card.updateComplete;
      byRole(card, 'tab', 'Cases').click();
      await card.updateComplete;
      expect(onScreen(children)[0]!.getAttribute('label')).to.equal('Cases');
    });
  });

  describe('without a customer on the card', () => {
    it('is not on screen, and stays connected', async () => {
      const children = three();
      const scene = await withTabs(children);
      await give(scene, call(numbers.none));
      await settled(scene);
      expect(onScreen(children)).to.have.lengthOf(0);
      expect(children.every((child) => child.isConnected)).to.equal(true);
    });

    it('is where it was when the next customer comes', async () => {
      const children = three();
      const scene = await withTabs(children);
      byRole(scene.card, 'tab', 'Cases').click();
      await give(scene, call(numbers.none));
      await settled(scene);
      await give(scene, call(numbers.one));
      await settled(scene);
      expect(onScreen(children).map((child) => child.getAttribute('label'))).to.deep.equal(['Cases']);
    });
  });
});
