import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bound, type Figure, inTurns, median, painted } from './figure.js';

const rounds = 3;
/** So many new rows come on top. */
const news = 15;
/** Milliseconds of one frame at 60 a second. */
const frame = 1000 / 60;

/** The peer: the same rows by lit's `repeat` in one list, under the same style sheets. */
class PlainRepeat extends LitElement {
  rows: readonly unknown[] = [];
  row: (row: never) => TemplateResult = () => html``;

  override render(): TemplateResult {
    return html`<div role="list">
      ${repeat(
        this.rows,
        (row) => (row as { id: string }).id,
        (row) => html`<div role="listitem" class="row">${this.row(row as never)}</div>`,
      )}
    </div>`;
  }
}
customElements.define('plain-repeat', PlainRepeat);

export interface LongList<T> {
  readonly rows: readonly T[];
  /** A row as ours looks when it is closed. */
  row(row: T): TemplateResult;
  /** Ours, not on the page yet, on a backend that answers at once. */
  element(): LitElement;
  /** A new row comes on top, as the backend tells it. */
  tell(): void;
  /** When the element asked for it: with what is told at a time it may wait a while, and that is no work. */
  asked(): number;
  /** Words that stand in the oldest row only. */
  readonly last: string;
}

/** The next turn of the page, with whatever stood before it in the queue. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });

/** When something in a tree becomes so. */
const when = (root: ShadowRoot, isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!isSo()) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(root, { childList: true, subtree: true });
  });

/**
 * Ten thousand rows in ours and in `repeat`: until the first is on the screen, the longest time that the page is kept busy until all are there, a new row on top, and whether the browser's own search finds the last
 * row. Each begins on a page from which what was there before has been collected: ten thousand rows that go are no small garbage, and whoever comes next is not to pay for it.
 */
export async function longList<T extends { readonly id: string }>(list: LongList<T>): Promise<readonly Figure[]> {
  const stage = document.createElement('div');
  document.body.append(stage);
  const { rows } = list;

  const ours = async (): Promise<LitElement> => {
    const element = list.element();
    stage.replaceChildren(element);
    while (!element.shadowRoot?.querySelector('.row')) await turn();
    return element;
  };
  /** Counted by groups: to go through all that is in the page costs more than a slice of it. */
  const all = (element: LitElement): number => {
    const groups = element.shadowRoot!.querySelector('.rows')?.children ?? [];
    return [...groups].reduce((sum, group) => sum + group.childElementCount, 0);
  };
  const complete = async (element: LitElement): Promise<void> => {
    while (all(element) < rows.length) await painted();
  };
  const clear = async (): Promise<void> => {
    stage.replaceChildren();
    await painted();
    await heap();
  };

  await complete(await ours());
  const sheets = (stage.firstElementChild as LitElement).shadowRoot!.adoptedStyleSheets;
  await clear();

  const first = async (): Promise<number> => {
    const start = performance.now();
    await ours();
    await painted();
    const took = performance.now() - start;
    await clear();
    return took;
  };
  const peer = async (): Promise<number> => {
    const element = document.createElement('plain-repeat') as PlainRepeat;
    Object.assign(element, { rows, row: list.row });
    const start = performance.now();
    stage.replaceChildren(element);
    element.shadowRoot!.adoptedStyleSheets = [...sheets];
    await element.updateComplete;
    await painted();
    const took = performance.now() - start;
    await clear();
    return took;
  };
  await peer();
  const [paint = [], plain = []] = await inTurns(rounds, [first, peer]);

  const longest: number[] = [];
  let element: LitElement | undefined;
  for (let round = 0; round < rounds; round += 1) {
    await clear();
    const tasks: number[] = [];
    const watch = new PerformanceObserver((entries) => tasks.push(...entries.getEntries().map(({ duration }) => duration)));
    watch.observe({ entryTypes: ['longtask'] });
    element = await ours();
    await complete(element);
    await new Promise((rested) => setTimeout(rested, 200));
    watch.disconnect();
    longest.push(Math.max(0, ...tasks));
  }

  await heap();
  const top = () => element!.shadowRoot!.querySelector<HTMLElement>('.row')!;
  const added: number[] = [];
  for (let round = 0; round < news; round += 1) {
    const before = top().dataset['id'];
    await painted();
    const there = when(element!.shadowRoot!, () => top().dataset['id'] !== before);
    const start = performance.now();
    list.tell();
    const told = performance.now();
    await there;
    top().getBoundingClientRect();
    const waited = Math.max(0, list.asked() - told);
    added.push(performance.now() - start - waited);
  }
  const found = (window as unknown as { find(text: string): boolean }).find(list.last);

  return [
    {
      case: 'first paint, of that of repeat',
      unit: 'ms',
      ours: Math.round(median(paint)),
      floor: Math.round(median(plain)),
      ratio: Math.round((median(paint) / median(plain)) * 100) / 100,
      limit: 0.2,
      pass: median(paint) / median(plain) <= 0.2,
    },
    bound('ms', median(longest), 50, { case: 'longest task until all is there' }),
    bound('ms', median(added), frame, { case: 'a new row on top' }),
    bound('rows not found', found ? 0 : 1, 0, { case: 'the last row, by the browser’s own search' }),
  ];
}
