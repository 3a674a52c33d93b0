import { expect, fixture, html } from '@open-wc/testing';
import { css, LitElement, type TemplateResult } from 'lit';
import { rows as styles } from '../../src/styles/rows.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { RowGroups } from '../../src/wiring/row-groups.js';
import { leftovers, nothingLeft } from '../support/leftovers.js';
import { press } from '../support/card.js';

interface Item {
  readonly id: string;
  readonly text: string;
}
const item = (at: number | string): Item => ({ id: `i${at}`, text: `Item ${at}` });
const upTo = (count: number): readonly Item[] => Array.from({ length: count }, (_, at) => item(at));

class GroupsProbe extends LitElement {
  static override styles = [
    styles,
    css`
      :host {
        display: block;
        block-size: 300px;
        overflow: auto;
      }
    `,
  ];
  items: readonly Item[] = [];
  chosen = '';
  /** Ids of the rows that were rendered. */
  rendered: string[] = [];
  readonly groups = new RowGroups<Item>(this, {
    idOf: ({ id }) => id,
    render: ({ id, text }) => {
      this.rendered.push(id);
      return html`<button data-row tabindex="-1">${text}${this.chosen === id ? ' chosen' : ''}</button>`;
    },
    stateOf: ({ id }) => this.chosen === id || undefined,
    label: () => 'Items',
  });
  override render(): TemplateResult {
    return this.groups.render(this.items);
  }
}
defineElement('groups-probe', GroupsProbe);

const probe = (items: readonly Item[]) => fixture<GroupsProbe>(html`<groups-probe .items=${items}></groups-probe>`);
const show = async (element: GroupsProbe, items: readonly Item[]): Promise<void> => {
  element.items = items;
  element.rendered = [];
  element.requestUpdate();
  await element.updateComplete;
};
const rowsOf = (element: GroupsProbe) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.row')];
const idsOf = (element: GroupsProbe) => rowsOf(element).map((row) => row.dataset['id']);
const heads = (element: GroupsProbe) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('[data-row]')];
const whole = async (element: GroupsProbe): Promise<void> => {
  const end = performance.now() + 8000;
  while (rowsOf(element).length < element.items.length) {
    if (performance.now() > end) throw new Error('The list never became whole');
    await new Promise((resolve) => setTimeout(resolve));
  }
};

describe('rows in groups', () => {
  it('are a list with a name, the first fifty at once, and all of them soon', async () => {
    const element = await probe(upTo(2000));
    expect(rowsOf(element).length).to.be.at.least(50).and.below(2000);
    await whole(element);
    expect(idsOf(element)).to.eql(upTo(2000).map(({ id }) => id));
    const list = element.shadowRoot!.querySelector('[role=list]')!;
    expect([list.ariaLabel, rowsOf(element).every((row) => row.getAttribute('role') === 'listitem')]).to.eql(['Items', true]);
    expect(element.shadowRoot!.querySelectorAll('.group').length).to.equal(40);
  });

  it('cost nothing out of sight, and are in the page all the same', async () => {
    const element = await probe(upTo(500));
    await whole(element);
    expect(rowsOf(element).at(-1)!.textContent).to.contain('Item 499');
    const groups = [...element.shadowRoot!.querySelectorAll('.group')];
    expect(groups.every((group) => getComputedStyle(group).getPropertyValue('content-visibility') !== 'visible')).to.equal(
      CSS.supports('content-visibility: auto'),
    );
  });

  it('are rendered again one by one: what comes, goes or changes touches no other', async () => {
    const all = upTo(500);
    const element = await probe(all);
    await whole(element);
    await show(element, all);
    expect(element.rendered).to.eql([]);
    element.chosen = 'i120';
    await show(element, all);
    expect([element.rendered, rowsOf(element)[120]!.textContent!.trim()]).to.eql([['i120'], 'Item 120 chosen']);
    element.chosen = 'i121';
    await show(element, all);
    expect([element.rendered, rowsOf(element)[120]!.textContent!.trim()]).to.eql([['i120', 'i121'], 'Item 120']);
    const changed = all.map((each) => (each.id === 'i200' ? { ...each, text: 'Another' } : each));
    await show(element, changed);
    expect([element.rendered, rowsOf(element)[200]!.textContent!.trim()]).to.eql([['i200'], 'Another']);
    const more = [item('new'), ...changed];
    await show(element, more);
    expect([element.rendered, idsOf(element)[0]]).to.eql([['inew'], 'inew']);
    const fewer = more.filter(({ id }) => id !== 'i260');
    await show(element, fewer);
    expect([element.rendered, rowsOf(element).length]).to.eql([[], 500]);
    await show(element, [...fewer, ...upTo(20).map((_, at) => item(1000 + at))]);
    await whole(element);
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    expect(element.rendered).to.eql(upTo(20).map((_, at) => `i${1000 + at}`));
  });

  it('keep their elements, and the focus in them, when others come above', async () => {
    const element = await probe(upTo(120));
    await whole(element);
    const row = rowsOf(element)[60]!;
    row.querySelector<HTMLElement>('[data-row]')!.focus();
    for (let at = 0; at < 90; at += 1) await show(element, [item(`new${at}`), ...element.items]);
    await whole(element);
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    expect([rowsOf(element)[150] === row, element.shadowRoot!.activeElement === row.firstElementChild]).to.eql([true, true]);
  });

  it('stay in the page, down to the last, when others come above', async () => {
    const element = await probe(upTo(400));
    await whole(element);
    for (let at = 0; at < 90; at += 1) {
      await show(element, [item(`new${at}`), ...element.items]);
      expect([rowsOf(element).length, idsOf(element).at(-1)]).to.eql([401 + at, 'i399']);
    }
  });

  it('are those of the list that is shown now, also when it is another one before all of the last were there', async () => {
    const element = await probe(upTo(2000));
    element.groups.reset();
    await show(
      element,
      upTo(300).map(({ id }) => item(`other ${id}`)),
    );
    expect(idsOf(element).every((id) => id!.startsWith('iother'))).to.equal(true);
    await whole(element);
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
  });

  it('come in slices again when a filter that left a few of thousands goes', async () => {
    const element = await probe(upTo(2000));
    await whole(element);
    await show(
      element,
      upTo(2000).filter((_, at) => at % 100 === 0),
    );
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    await show(element, upTo(2000));
    expect(rowsOf(element).length).to.be.at.least(100).and.below(400);
    await whole(element);
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    await show(element, [item(0), item(1999)]);
    await show(element, upTo(2000));
    expect(rowsOf(element).length).to.be.at.least(100).and.below(400);
    await whole(element);
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    const sizes = [...element.shadowRoot!.querySelectorAll('.group')].map((group) => group.childElementCount);
    expect(Math.max(...sizes)).to.be.below(151);
  });

  it('stand in whatever order they are given', async () => {
    const element = await probe(upTo(200));
    await whole(element);
    await show(element, [...upTo(200)].reverse());
    await whole(element);
    expect(idsOf(element)[0]).to.equal('i199');
    await show(
      element,
      upTo(200).filter((_, at) => at % 3 === 0),
    );
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    await show(element, upTo(200));
    await whole(element);
    expect(idsOf(element)).to.eql(element.items.map(({ id }) => id));
    await show(element, []);
    expect(idsOf(element)).to.eql([]);
  });

  it('are one stop of the Tab key, and the arrows go from one to the next, also across groups', async () => {
    const element = await probe(upTo(120));
    await whole(element);
    const stops = () => heads(element).flatMap((head, at) => (head.tabIndex === 0 ? [at] : []));
    const active = () => heads(element).indexOf(element.shadowRoot!.activeElement as HTMLElement);
    expect(stops()).to.eql([0]);
    heads(element)[49]!.focus();
    heads(element)[49]!.dispatchEvent(new FocusEvent('focusin', { bubbles: true })); // in front or not
    expect(stops()).to.eql([49]);
    press(heads(element)[49]!, 'ArrowDown');
    expect([active(), stops()]).to.eql([50, [50]]);
    press(heads(element)[50]!, 'ArrowUp');
    press(heads(element)[49]!, 'End');
    expect(active()).to.equal(119);
    press(heads(element)[119]!, 'ArrowDown');
    expect(active()).to.equal(119);
    press(heads(element)[119]!, 'Home');
    expect([active(), stops()]).to.eql([0, [0]]);
    const event = press(heads(element)[0]!, 'ArrowDown', { ctrlKey: true });
    expect([event.defaultPrevented, active()]).to.eql([false, 0]);
  });

  it('have a stop again when the row that had it goes', async () => {
    const element = await probe(upTo(3));
    heads(element)[1]!.focus();
    await show(element, [item(0), item(2)]);
    expect(heads(element).filter(({ tabIndex }) => tabIndex === 0).length).to.equal(1);
  });

  it('can be given the focus by id', async () => {
    const element = await probe(upTo(3));
    await element.groups.focus('i2');
    expect(element.shadowRoot!.activeElement).to.equal(heads(element)[2]);
  });

  it('leave nothing behind', async () => {
    const come = async () => {
      const element = await probe(upTo(1000));
      element.remove();
    };
    await come();
    expect(await leftovers(come)).to.deep.equal(nothingLeft);
  });
});
