import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/customer-journey/define.js';
import type { Backend, JourneyFrame, RecordedJourneyEvent } from '../src/index.js';
import { type FaultPlan, faults, type Faulty } from '../src/testing/index.js';
import {
  aliases,
  before,
  day,
  type HouseOptions,
  type JourneyHouse,
  journeyHouse,
  many,
  page,
  shop,
  targets,
  told,
  visiting,
} from '../test/elements/customer-journey/house.js';
import { framed, shown } from './stage.js';

const meta: Meta = { title: 'Elements/customer-journey', component: 'customer-journey' };
export default meta;
type Story = StoryObj;

const tag = 'customer-journey';
type Step = (canvas: HTMLElement, house: JourneyHouse, faulty: Faulty<Backend>) => Promise<unknown>;
const find = (canvas: HTMLElement, selector: string) => shown(canvas, tag, selector);
const press =
  (selector: string): Step =>
  async (canvas) =>
    (await find(canvas, selector)).click();
const choose =
  (selector: string, value: string): Step =>
  async (canvas) => {
    const select = (await find(canvas, selector)) as HTMLSelectElement;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };

const type =
  (selector: string, text: string): Step =>
  async (canvas) => {
    const input = (await find(canvas, selector)) as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const sample = () => [...visiting(), ...before()];
/** Long words, another script, hostile texts, an address with secrets, a clock that ran backwards, a type that nobody knows. */
const odd = (): readonly RecordedJourneyEvent[] => [
  ...page(9, '/a', word, 60),
  ...page(8, `/${word.toLowerCase()}/${word.toLowerCase()}`, '', 50),
  ...page(7, '/bill', 'חשבון חודשי', 40, { viewId: 'hebrew' }),
  told(6.5, { type: 'search', term: 'חשמל <b>bold</b>', results: 0, url: `${shop}/bill`, viewId: 'hebrew', tabId: 'tab' }),
  ...page(6, '/x', '<img src=x onerror=alert(1)>', 30),
  ...page(
    5,
    '/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.abcdef?token=s3cret&email=kari@example.com#access',
    'Welcome kari@example.com',
    20,
  ),
  ...page(4, '/y', '\u202eevil', -5, { order: -1 }),
  told(3, { type: 'hover' as 'page' }),
  told(2, { url: 'javascript:alert(1)', title: 'No page' }),
];

interface Setting extends HouseOptions {
  readonly events?: () => readonly RecordedJourneyEvent[];
  readonly plan?: FaultPlan;
  /** `c1` unless told. */
  readonly customerId?: string;
  readonly frame?: JourneyFrame;
  readonly answers?: string;
  change?(backend: Backend): Backend;
}

/** A desk with the journey, as far as the steps lead; the story is there when the last thing is. */
const journey = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => {
  let house: JourneyHouse;
  let faulty: Faulty<Backend>;
  return {
    render: () => {
      house = journeyHouse((setting.events ?? sample)(), {
        aliases,
        ...setting,
        settings: { timeZone: 'Europe/Oslo', ...setting.settings },
      });
      faulty = faults(setting.change?.(house.backend) ?? house.backend, setting.plan);
      return html`<agent-desk .backend=${faulty.backend} answers=${setting.answers ?? ''}
        >${framed(
          html`<customer-journey customer-id=${setting.customerId ?? 'c1'} frame=${setting.frame ?? 'all'}></customer-journey>`,
        )}</agent-desk
      >`;
    },
    play: async ({ canvasElement }) => {
      for (const step of steps) await step(canvasElement, house, faulty);
      await find(canvasElement, until);
    },
  };
};
const narrow = (story: Story): Story => ({ ...story, globals: { width: '280' } });
const panel = (story: Story): Story => ({ ...story, globals: { width: '420' } });
const dark = (story: Story): Story => ({ ...story, globals: { ...story.globals, theme: 'dark' } });
const rtl = (story: Story): Story => ({ ...story, globals: { ...story.globals, direction: 'rtl', locale: 'ar' } });
const polish = (story: Story): Story => ({ ...story, globals: { ...story.globals, locale: 'pl' } });
const whole = '.end:not(:has(svg))';
const leading = { settings: { journeyTargets: targets }, answers: 'link-send' };
const secondVisit = '.row:nth-child(2) [data-row]';

/** The customer is on the site now: where, since when, and the way there. */
export const OnTheSiteNow: Story = journey(whole, leading);
export const InAPanel: Story = panel(OnTheSiteNow);
export const InAPanelDark: Story = dark(InAPanel);
export const Narrow: Story = narrow(OnTheSiteNow);
export const RightToLeft: Story = rtl(InAPanel);
export const NarrowPolish: Story = polish(narrow(OnTheSiteNow));
/** Nobody is there any more: a visit to and fro between two pages, the cart, and an error page. */
export const EarlierVisits: Story = panel(journey('.loop', { events: before }, press(secondVisit)));
/** Pages by address. */
export const ByAddress: Story = panel(journey(whole, {}, press('#names-address')));
/** One page of the picture is chosen: the list has only its views. */
export const OnePage: Story = panel(journey('.chosen', {}, press('.names button:nth-child(3)')));
/** A loop with each of its pages. */
export const LoopUnfolded: Story = panel(journey('.loop [aria-expanded=true]', {}, press('.loop button')));
export const OnlySearches: Story = panel(journey('.marks', {}, choose('#only-type', 'search')));
/** Perhaps still there: this site tells nothing while a page is open. */
export const PerhapsStillThere: Story = panel(
  journey(whole, { events: () => [...page(9, '/', 'Home'), ...page(6, '/prices', 'Prices')] }),
);
/** Two tabs and a telephone at once. */
export const SeveralAtOnce: Story = panel(
  journey(whole, {
    events: () => [
      ...page(5, '/prices', 'Prices', 299, { open: true, tabId: 'one' }),
      ...page(3, '/products', 'Products', 179, { open: true, tabId: 'two' }),
      ...page(2, '/contact', 'Contact', 119, { open: true, tabId: 'three', visitorId: 'phone' }),
    ],
  }),
);
/** What came while the agent reads waits until it is asked for. */
export const SomethingNew: Story = panel(
  journey('#new', {}, async (canvas, house) => {
    await find(canvas, whole);
    const element = canvas.querySelector('customer-journey')!;
    (await find(canvas, '.reading')).dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    house.happen([
      ...page(0.05, '/users/done', 'Users added'),
      told(0.02, { type: 'form-submit', form: 'Users', url: `${shop}/users/done` }),
    ]);
    await element.updateComplete;
  }),
);
/** The agent has paused it. */
export const Paused: Story = panel(journey('#pause[aria-label^="Go on"]', {}, press('#pause')));
/** The stream broke: what is there stays. */
export const Reconnecting: Story = panel(
  journey('#state.warn', {}, async (canvas, house) => {
    await find(canvas, whole);
    house.tellState('reconnecting');
  }),
);
/** This backend tells nothing by itself: it can be asked. */
export const NotLive: Story = panel(journey('#refresh', { change: ({ watch: _watch, ...backend }) => backend }));
/** By what the customer is known there. */
export const KnownAs: Story = panel(journey('.alias', {}, press('.aliases summary')));
export const KnownAsNarrow: Story = narrow(KnownAs);
/** What it means to take a browser away. */
export const AliasToRemove: Story = panel(journey('#remove-now', {}, press('.aliases summary'), press('[id="remove-a2"]')));
const toAdd = (login: string) => [press('.aliases summary'), type('#alias-value', login), press('#add-alias')] as const;
const theirs = { id: 'b1', kind: 'login', value: 'bjorn', customerId: 'c2', since: '2026-01-12T09:00:00Z' } as const;
/** Ten seconds in which it can be undone. */
export const AliasBeingRemoved: Story = panel(
  journey('.undoing', {}, press('.aliases summary'), press('[id="remove-a2"]'), press('#remove-now')),
);
/** Another customer is known by it: what was typed stays. */
export const AliasOfSomebodyElse: Story = panel(
  journey('.known [part=bar]', { aliases: [...aliases, theirs] }, ...toAdd('bjorn')),
);
/** Nothing gets through: it waits, and can be taken back. */
export const AliasWaitingToBeSent: Story = panel(
  journey('.known [part=bar]', { plan: { 'journeys.addAlias': { failing: 'offline' } } }, ...toAdd('ingrid')),
);
/** Long words, other scripts, hostile titles, secrets in addresses. */
export const OddOnes: Story = narrow(journey(whole, { events: odd }, press('#names-address')));
export const OddTitles: Story = narrow(journey(whole, { events: odd }));
export const Thousands: Story = panel(journey(whole, { events: () => many(5000) }));
/** More than can be shown. */
export const TooMany: Story = panel(journey('.end', { events: () => many(13_000), settings: { journeyDays: 365 } }));
/** Earlier visits are on their way. */
export const StillReading: Story = panel(
  journey('.end', { events: () => many(3000), plan: { 'journeys.events': { late: 1500 } } }),
);
/** What is there stays. */
export const CouldNotBeReadAgain: Story = panel(
  journey('[part=bar]', {}, async (canvas, house, faulty) => {
    await find(canvas, whole);
    faulty.set({ 'journeys.events': { failing: 'offline' } });
    house.tell({ kind: 'reset' });
  }),
);
/** Nothing within 24 hours: one click farther back. */
export const NothingToday: Story = panel(
  journey('#farther', { frame: 'day', events: () => page((3 * day) / 60_000, '/', 'Home', 60) }),
);
export const Nothing: Story = panel(journey('.none', { events: () => [] }));
export const OfNobody: Story = panel(journey('.none', { customerId: '' }));
export const Waiting: Story = panel(journey('.loading', { plan: { 'journeys.events': { never: true } } }));
export const Failed: Story = panel(journey('#retry', { plan: { 'journeys.events': { failing: 'offline' } } }));
