import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';
import '../../src/elements/customer-journey/define.js';
import type { CustomerJourney } from '../../src/elements/customer-journey/customer-journey.js';
import { bound, type Figure, inTurns, median, painted } from '../figure.js';
import { journeyOf, past, webSite } from '../journey.js';

/* Five thousand events of a month: from giving the customer to the first paint of the visits with the picture of the latest, and how busy the page is kept until all are there. Floor: the same events as a plain list. */
const count = 5000;
const rounds = 7;
/** Milliseconds. */
const [limit, longestTask] = [100, 50];

const events = past(count, Date.now());
const { backend } = webSite(events);

/** The floor: a row an event by lit's `repeat`, with nothing worked out. */
class PlainEvents extends LitElement {
  events: readonly RecordedJourneyEvent[] = [];

  override render(): TemplateResult {
    return html`<div role="list">
      ${repeat(
        this.events,
        ({ id }) => id,
        ({ at, type, title, seconds, term }) =>
          html`<div role="listitem" class="row">
            <time datetime=${at}>${at.slice(11, 16)}</time> <span>${type}</span> <bdi>${title}</bdi>
            <span>${seconds ?? term}</span>
          </div>`,
      )}
    </div>`;
  }
}
customElements.define('plain-events', PlainEvents);

const stage = document.createElement('div');
document.body.append(stage);

const rest = (milliseconds: number) => new Promise<void>((rested) => setTimeout(rested, milliseconds));
/** The next turn of the page, with whatever stood before it in the queue. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });

const clear = async (): Promise<void> => {
  stage.replaceChildren();
  await painted();
  await heap();
};

/** On the page with nobody's journey: what the element loads by itself is there. */
async function waiting(): Promise<CustomerJourney> {
  const element = journeyOf(backend);
  stage.replaceChildren(element);
  await element.updateComplete;
  await painted();
  return element;
}

/** What is on the screen is whole: the latest visit with its picture. */
const isShown = ({ shadowRoot }: CustomerJourney) => shadowRoot!.querySelector('.row .picture .bar-of-time') !== null;

async function firstPaint(): Promise<number> {
  const element = await waiting();
  const start = performance.now();
  element.customerId = 'c1';
  while (!isShown(element)) await turn();
  await painted();
  const took = performance.now() - start;
  await clear();
  return took;
}

async function plain(): Promise<number> {
  const element = document.createElement('plain-events') as PlainEvents;
  element.events = events;
  const start = performance.now();
  stage.replaceChildren(element);
  await element.updateComplete;
  await painted();
  const took = performance.now() - start;
  await clear();
  return took;
}

/** From giving the customer until all is read and drawn, and the longest task on the way. */
async function whole(): Promise<{ readonly took: number; readonly longest: number }> {
  const element = await waiting();
  const tasks: number[] = [];
  const watch = new PerformanceObserver((entries) => tasks.push(...entries.getEntries().map(({ duration }) => duration)));
  watch.observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  element.customerId = 'c1';
  const visits = () => element.shadowRoot!.querySelectorAll('.rows .row').length;
  while (element.count === undefined || visits() < element.count) await turn();
  await painted();
  const took = performance.now() - start;
  await rest(200);
  watch.disconnect();
  await clear();
  return { took, longest: Math.max(0, ...tasks) };
}

globalThis.measure = async (): Promise<readonly Figure[]> => {
  await firstPaint();
  await plain();
  const [paint = [], floor = []] = await inTurns(rounds, [firstPaint, plain]);
  const wholes: Awaited<ReturnType<typeof whole>>[] = [];
  for (let round = 0; round < rounds; round += 1) wholes.push(await whole());
  return [
    {
      ...bound('ms', median(paint), limit, { case: 'first paint of the visits with the picture', floor: median(floor) }),
      ratio: Math.round((median(paint) / median(floor)) * 100) / 100,
    },
    bound('ms', median(wholes.map(({ took }) => took)), 10 * limit, { case: 'all read and drawn', floor: median(floor) }),
    bound('ms', median(wholes.map(({ longest }) => longest)), longestTask, { case: 'longest task until all is there' }),
  ];
};
