import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { defineElement } from '../../src/wiring/define-element.js';
import { Listbox } from '../../src/wiring/listbox.js';

class PeopleList extends LitElement {
  people: readonly string[] = ['Ada', 'Åse', 'Bo', 'Øystein', 'Łukasz', 'bente'];
  typing = false;
  readonly picked: number[] = [];
  readonly listbox = new Listbox(this, this.#options());

  #options(): ConstructorParameters<typeof Listbox>[1] {
    const isTyping = () => this.typing;
    return {
      labels: () => this.people,
      pick: (index) => this.picked.push(index),
      id: (index) => `person-${index}`,
      get typing() {
        return isTyping();
      },
    };
  }

  override render(): TemplateResult {
    const { active, activeId, onKeydown } = this.listbox;
    return html`<div
      role="listbox"
      tabindex="0"
      aria-label="People"
      aria-activedescendant=${activeId ?? ''}
      @keydown=${onKeydown}
    >
      ${this.people.map((name, index) => html`<div role="option" id="person-${index}" aria-selected=${index === active}>${name}</div>`)}
    </div>`;
  }
}
defineElement('people-list', PeopleList);

const list = (): Promise<PeopleList> => fixture(html`<people-list></people-list>`);
const box = (element: PeopleList) => element.shadowRoot!.querySelector('[role=listbox]')!;
const active = (element: PeopleList) => element.people[element.listbox.active];

/** A key, at a time of the test's own. True when the page may still do what it would. */
function press(element: PeopleList, key: string, { at = 0, ...more }: KeyboardEventInit & { at?: number } = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, 'timeStamp', { value: 10_000 + at });
  return box(element).dispatchEvent(event);
}

const pressAll = (element: PeopleList, ...keys: string[]) =>
  keys.forEach((key, index) => press(element, key, { at: index * 100 }));

describe('moving in a list', () => {
  it('starts at the first', async () => {
    expect(active(await list())).to.equal('Ada');
  });

  for (const [keys, name] of [
    [['ArrowDown'], 'Åse'],
    [['ArrowDown', 'ArrowDown', 'ArrowUp'], 'Åse'],
    [['ArrowUp'], 'Ada'],
    [['End'], 'bente'],
    [['End', 'ArrowDown'], 'bente'],
    [['End', 'Home'], 'Ada'],
  ] as const) {
    it(`is at ${name} after ${keys.join(', ')}`, async () => {
      const element = await list();
      pressAll(element, ...keys);
      expect(active(element)).to.equal(name);
    });
  }

  it('says where it is, and leaves the focus on the list', async () => {
    const element = await list();
    expect(press(element, 'ArrowDown')).to.equal(false);
    await element.updateComplete;
    expect(box(element).getAttribute('aria-activedescendant')).to.equal('person-1');
    expect(element.shadowRoot!.querySelector('[aria-selected=true]')!.textContent).to.equal('Åse');
    await expect(element).to.be.accessible();
  });

  it('stays inside a list that has become shorter', async () => {
    const element = await list();
    press(element, 'End');
    element.people = ['Ada', 'Bo'];
    expect(element.listbox.activeId).to.equal('person-1');
    press(element, 'ArrowUp');
    expect(active(element)).to.equal('Ada');
  });

  it('begins anew for another list', async () => {
    const element = await list();
    press(element, 'End');
    element.listbox.reset();
    expect(active(element)).to.equal('Ada');
  });

  it('leaves every key to the page when the list is empty', async () => {
    const element = await list();
    element.people = [];
    expect(['ArrowDown', 'Enter', 'a', 'End'].map((key) => press(element, key))).to.eql([true, true, true, true]);
    expect(element.picked).to.eql([]);
    expect(element.listbox.activeId).to.equal(undefined);
  });
});

describe('picking', () => {
  it('takes the one it is at', async () => {
    const element = await list();
    pressAll(element, 'ArrowDown', 'ArrowDown', 'Enter');
    expect(element.picked).to.eql([2]);
  });

  it('takes the last when the list has become shorter', async () => {
    const element = await list();
    press(element, 'End');
    element.people = ['Ada', 'Bo'];
    press(element, 'Enter');
    expect(element.picked).to.eql([1]);
  });
});

describe('typing a letter', () => {
  for (const [letters, name] of [
    ['b', 'Bo'],
    ['B', 'Bo'],
    ['a', 'Åse'],
    ['å', 'Åse'],
    ['o', 'Øystein'],
    ['ø', 'Øystein'],
    ['l', 'Łukasz'],
    ['ł', 'Łukasz'],
    ['be', 'bente'],
    ['as', 'Åse'],
    ['ad', 'Ada'],
    ['bb', 'bente'],
    ['bbb', 'Bo'],
    ['x', 'Ada'],
  ] as const) {
    it(`goes to ${name} for "${letters}"`, async () => {
      const element = await list();
      pressAll(element, ...letters);
      expect(active(element)).to.equal(name);
    });
  }

  it('goes to a name that begins with the same letter twice', async () => {
    const element = await list();
    element.people = ['Bo', 'Ada', 'Arne', 'Aase'];
    pressAll(element, 'a', 'a');
    expect(active(element)).to.equal('Aase');
  });

  it('begins anew after a pause', async () => {
    const element = await list();
    press(element, 'b');
    press(element, 'o', { at: 800 });
    expect(active(element)).to.equal('Øystein');
  });

  it('leaves to the page what finds nobody, and the question mark', async () => {
    const element = await list();
    expect(press(element, 'x')).to.equal(true);
    element.people = ['Ada', '?', 'Bo'];
    expect(press(element, '?', { at: 2000 })).to.equal(true);
    expect(press(element, 'b', { at: 4000 })).to.equal(false);
  });

  it('stays where it is for a letter that nobody sees', async () => {
    const element = await list();
    press(element, 'End');
    press(element, '\u0301');
    expect(active(element)).to.equal('bente');
  });

  it('is left to the text box where there is one', async () => {
    const element = await list();
    element.typing = true;
    expect(['b', 'Home', 'End'].map((key) => press(element, key))).to.eql([true, true, true]);
    expect(active(element)).to.equal('Ada');
    expect(press(element, 'ArrowDown')).to.equal(false);
    expect(press(element, 'Enter')).to.equal(false);
    expect(element.picked).to.eql([1]);
  });
});

describe('keys that are not for the list', () => {
  for (const [what, more] of [
    ['composing', { isComposing: true }],
    ['the key that ends composing in Safari', { keyCode: 229 }],
    ['Ctrl', { ctrlKey: true }],
    ['Meta', { metaKey: true }],
    ['Alt', { altKey: true }],
  ] as const) {
    it(`does nothing with ${what}`, async () => {
      const element = await list();
      for (const key of ['Enter', 'ArrowDown', 'b']) expect(press(element, key, more)).to.equal(true);
      expect(element.picked).to.eql([]);
      expect(active(element)).to.equal('Ada');
    });
  }
});
