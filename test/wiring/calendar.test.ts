import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { LitElement, type TemplateResult } from 'lit';
import { base, controls } from '../../src/styles/base.js';
import { calendar } from '../../src/styles/calendar.js';
import { Calendar, type DayChoice } from '../../src/wiring/calendar.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { loadMoreEnglish, Texts } from '../../src/wiring/words.js';
import { until } from '../support/until.js';

class CalendarHost extends LitElement {
  static override styles = [base, controls, calendar];
  readonly texts = new Texts(this);
  readonly calendar = new Calendar(this, { texts: this.texts, today: () => '2026-03-10' });
  readonly picked: string[] = [];
  choice: Omit<DayChoice, 'pick'> = {};

  override render(): TemplateResult {
    const opener = (name: string) =>
      html`<button
        type="button"
        aria-haspopup="dialog"
        aria-label=${`Choose a day: ${name}`}
        @click=${(event: Event) =>
          this.calendar.open(event.currentTarget as HTMLElement, { ...this.choice, pick: (day) => this.picked.push(day) })}
      >
        …
      </button>`;
    return html`<p>${opener('Birthday')}${opener('Contract ends')}</p>
      ${this.calendar.render()}`;
  }
}
defineElement('calendar-host', CalendarHost);

const dialog = (host: CalendarHost) => host.shadowRoot!.querySelector<HTMLElement>('[role=dialog]')!;
const openers = (host: CalendarHost) => [...host.shadowRoot!.querySelectorAll<HTMLButtonElement>('p button')];
const heading = (host: CalendarHost) => host.shadowRoot!.querySelector('h2')?.textContent;
const days = (host: CalendarHost) => [...host.shadowRoot!.querySelectorAll<HTMLElement>('[role=gridcell]')];
const dayNamed = (host: CalendarHost, name: string) => days(host).find((day) => plain(day.ariaLabel) === name);
const button = (host: CalendarHost, name: string) =>
  [...dialog(host).querySelectorAll('button')].find((one) => (one.ariaLabel ?? one.textContent?.trim()) === name)!;
const isOpen = (host: CalendarHost) => dialog(host).matches(':popover-open');

/** Engines differ in the comma after the day of the week. */
const plain = (name: string | null | undefined) => name?.replace(/,/g, '').trim();

/** The name of what has the focus. */
function focused(): string | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return plain(at?.getAttribute('aria-label') ?? at?.textContent);
}

interface Given extends Omit<DayChoice, 'pick'> {
  readonly lang?: string;
  readonly dir?: 'rtl' | 'ltr';
}

async function made({ lang = 'en-GB', dir = 'ltr', ...choice }: Given = {}): Promise<CalendarHost> {
  const page = await fixture(html`<main lang=${lang} dir=${dir}><calendar-host .choice=${choice}></calendar-host></main>`);
  return page.querySelector('calendar-host') as CalendarHost;
}

/** What the browser says of opening and closing comes a while after it. */
async function toggling(host: CalendarHost, deed: () => unknown): Promise<void> {
  const toggled = new Promise((resolve) => dialog(host).addEventListener('toggle', resolve, { once: true }));
  await deed();
  await toggled;
  await host.updateComplete;
}

async function opened(given: Given = {}): Promise<CalendarHost> {
  const host = await made(given);
  const [opener] = openers(host);
  opener!.focus();
  await toggling(host, () => opener!.click());
  return host;
}

async function press(host: CalendarHost, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await sendKeys({ press: key });
    await host.updateComplete;
  }
}

async function shiftPress(host: CalendarHost, key: string): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Shift' });
  await host.updateComplete;
}

async function clickOn(element: Element): Promise<void> {
  const { x, y, width, height } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
}

before(loadMoreEnglish);

describe('opening a calendar', () => {
  it('shows the month of today, with the focus on today', async () => {
    const host = await opened();
    expect(heading(host)).to.equal('March 2026');
    expect(focused()).to.equal('Tuesday 10 March 2026');
  });

  it('shows the chosen day instead', async () => {
    const host = await opened({ day: '1980-02-29' });
    expect(heading(host)).to.equal('February 1980');
    expect(focused()).to.equal('Friday 29 February 1980');
  });

  it('takes what is no day as none', async () => {
    await opened({ day: 'soon' });
    expect(focused()).to.equal('Tuesday 10 March 2026');
  });

  it('goes no further than what can be chosen', async () => {
    await opened({ max: '2026-02-15' });
    expect(focused()).to.equal('Sunday 15 February 2026');
  });

  it('says for what, and what month', async () => {
    const host = await opened();
    expect(dialog(host).ariaLabel).to.equal('Choose a day: Birthday');
    const grid = dialog(host).querySelector('[role=grid]')!;
    const month = host.shadowRoot!.getElementById(grid.getAttribute('aria-labelledby')!)!;
    expect(month.textContent).to.equal('March 2026');
    expect(month.ariaLive).to.equal('polite');
  });

  it('stands at its opener, also the next time at another one', async () => {
    const host = await opened();
    for (const opener of openers(host)) {
      if (!isOpen(host)) await toggling(host, () => opener.click());
      const [at, box] = [opener.getBoundingClientRect(), dialog(host).getBoundingClientRect()];
      expect(box.top - at.bottom).to.be.within(0, 8);
      expect(box.left).to.be.at.least(0);
      expect(Math.min(Math.abs(box.left - at.left), Math.abs(box.right - at.right))).to.be.below(2);
      await toggling(host, () => press(host, 'Escape'));
    }
  });

  it('knows today and the chosen day apart', async () => {
    const host = await opened({ day: '2026-03-05' });
    expect(days(host).filter((day) => day.ariaSelected === 'true')).to.eql([dayNamed(host, 'Thursday 5 March 2026')]);
    expect(days(host).filter((day) => day.ariaCurrent === 'date')).to.eql([dayNamed(host, 'Tuesday 10 March 2026')]);
    const [chosen, today] = ['Thursday 5 March 2026', 'Tuesday 10 March 2026'].map((name) => dayNamed(host, name)!);
    expect(getComputedStyle(today!, '::after').borderBlockEndStyle).to.equal('solid');
    expect(getComputedStyle(chosen!, '::after').content).to.equal('none');
    expect(getComputedStyle(chosen!).backgroundColor).to.not.equal(getComputedStyle(today!).backgroundColor);
  });

  it('leaves one place for Tab among the days', async () => {
    const host = await opened();
    expect(days(host).filter((day) => day.tabIndex === 0)).to.have.lengthOf(1);
  });

  it('has targets that can be hit', async () => {
    const host = await opened();
    for (const target of [...days(host), ...dialog(host).querySelectorAll('button')]) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.textContent ?? '').to.be.at.least(24);
    }
  });

  for (const given of [{}, { day: '2026-03-05', min: '2026-03-03', max: '2026-03-20' }, { lang: 'he', dir: 'rtl' }] as Given[])
    it(`is accessible with ${JSON.stringify(given)}`, async () => {
      const host = await opened(given);
      await expect(host).to.be.accessible();
    });
});

describe('moving in a calendar', () => {
  for (const [keys, day] of [
    [['ArrowRight'], 'Wednesday 11 March 2026'],
    [['ArrowLeft'], 'Monday 9 March 2026'],
    [['ArrowDown'], 'Tuesday 17 March 2026'],
    [['ArrowUp', 'ArrowUp'], 'Tuesday 24 February 2026'],
    [['Home'], 'Monday 9 March 2026'],
    [['End'], 'Sunday 15 March 2026'],
    [['PageDown'], 'Friday 10 April 2026'],
    [['PageUp'], 'Tuesday 10 February 2026'],
  ] as const)
    it(`is at ${day} after ${keys.join(', ')}`, async () => {
      const host = await opened();
      await press(host, ...keys);
      expect(focused()).to.equal(day);
      expect(day).to.contain(heading(host)!);
    });

  for (const [key, day] of [
    ['PageDown', 'Wednesday 10 March 2027'],
    ['PageUp', 'Monday 10 March 2025'],
  ] as const)
    it(`is at ${day} after Shift and ${key}`, async () => {
      const host = await opened();
      await shiftPress(host, key);
      expect(focused()).to.equal(day);
    });

  it('keeps to the end of a shorter month', async () => {
    const host = await opened({ day: '2026-03-31' });
    await press(host, 'PageDown');
    expect(focused()).to.equal('Thursday 30 April 2026');
  });

  it('goes on in the next month with another element, so that it is read out', async () => {
    const host = await opened({ day: '2026-02-28' });
    const before = new Set(days(host));
    await press(host, 'ArrowRight');
    expect(focused()).to.equal('Sunday 1 March 2026');
    expect(days(host).some((day) => before.has(day))).to.equal(false);
  });

  it('goes to the left for the next day where one reads from right to left', async () => {
    const host = await opened({ lang: 'he', dir: 'rtl' });
    await press(host, 'ArrowLeft');
    expect(days(host).find((day) => day.tabIndex === 0)!.dataset.day).to.equal('2026-03-11');
    const [first, second] = ['2026-03-11', '2026-03-12'].map((day) => days(host).find(({ dataset }) => dataset.day === day)!);
    expect(second!.getBoundingClientRect().left).to.be.below(first!.getBoundingClientRect().left);
    await press(host, 'ArrowRight', 'ArrowRight');
    expect(days(host).find((day) => day.tabIndex === 0)!.dataset.day).to.equal('2026-03-09');
  });

  it('stays within what can be chosen', async () => {
    const host = await opened({ min: '2026-03-09', max: '2026-03-12' });
    await press(host, 'ArrowDown');
    expect(focused()).to.equal('Thursday 12 March 2026');
    await press(host, 'PageUp');
    expect(focused()).to.equal('Monday 9 March 2026');
  });

  it('turns the page by buttons, which keep the focus', async () => {
    const host = await opened();
    for (const [name, month] of [
      ['Next month', 'April 2026'],
      ['Next year', 'April 2027'],
      ['Previous month', 'March 2027'],
      ['Previous year', 'March 2026'],
    ] as const) {
      button(host, name).focus();
      await press(host, 'Enter');
      expect(heading(host)).to.equal(month);
      expect(focused()).to.equal(name);
    }
  });

  it('turns no page where nothing can be chosen', async () => {
    const host = await opened({ min: '2026-02-20', max: '2026-03-20' });
    const blocked = (name: string) => button(host, name).ariaDisabled === 'true';
    expect(['Next month', 'Next year', 'Previous month', 'Previous year'].map(blocked)).to.eql([true, true, false, false]);
    button(host, 'Next month').click();
    await host.updateComplete;
    expect(heading(host)).to.equal('March 2026');
  });

  it('stays inside with Tab', async () => {
    const host = await opened();
    const way = ['Today', 'Previous year', 'Previous month', 'Next month', 'Next year', 'Tuesday 10 March 2026'];
    for (const stop of way) {
      await press(host, 'Tab');
      expect(focused()).to.equal(stop);
    }
    for (const stop of [...way.slice(0, -1).reverse(), way.at(-1)]) {
      await shiftPress(host, 'Tab');
      expect(focused()).to.equal(stop);
    }
  });

  it('leaves other keys to the page', async () => {
    const host = await opened();
    const event = (more: KeyboardEventInit) => new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...more });
    const day = dayNamed(host, 'Tuesday 10 March 2026')!;
    expect([{ key: 'a' }, { key: 'ArrowLeft', altKey: true }, { key: 'F5' }].map((key) => day.dispatchEvent(event(key)))).to.eql([
      true,
      true,
      true,
    ]);
  });
});

describe('choosing a day', () => {
  for (const key of ['Enter', ' '])
    it(`takes the one that has the focus with ${key === ' ' ? 'Space' : key}`, async () => {
      const host = await opened();
      await press(host, 'ArrowRight');
      await toggling(host, () => press(host, key));
      expect(host.picked).to.eql(['2026-03-11']);
      expect(isOpen(host)).to.equal(false);
      expect(focused()).to.equal('Choose a day: Birthday');
    });

  it('takes the one that is clicked', async () => {
    const host = await opened();
    await toggling(host, () => clickOn(dayNamed(host, 'Friday 20 March 2026')!));
    expect(host.picked).to.eql(['2026-03-20']);
    expect(focused()).to.equal('Choose a day: Birthday');
  });

  it('takes today by its button', async () => {
    const host = await opened({ day: '1980-01-01' });
    await toggling(host, () => button(host, 'Today').click());
    expect(host.picked).to.eql(['2026-03-10']);
  });

  it('offers no today that cannot be chosen', async () => {
    const host = await opened({ max: '2026-03-09' });
    expect(button(host, 'Today')).to.equal(undefined);
  });

  it('refuses a day that cannot be chosen', async () => {
    const host = await opened({ min: '2026-03-09', max: '2026-03-12' });
    const refused = days(host).filter(({ ariaDisabled }) => ariaDisabled === 'true');
    expect(refused.map(({ dataset }) => dataset.day?.slice(8)).slice(6, 10)).to.eql(['07', '08', '13', '14']);
    dayNamed(host, 'Friday 13 March 2026')!.click();
    expect(host.picked).to.eql([]);
    expect(isOpen(host)).to.equal(true);
  });

  it('tells when the focus is back, so that who asked may move it', async () => {
    const host = await made();
    const [opener] = openers(host);
    let seen: string | undefined;
    opener!.focus();
    await toggling(host, () => host.calendar.open(opener!, { pick: () => (seen = focused()) }));
    await toggling(host, () => press(host, 'Enter'));
    expect(seen).to.equal('Choose a day: Birthday');
  });
});

describe('leaving a calendar', () => {
  it('closes it with Escape: the focus is where it was, and nobody else hears of the key', async () => {
    const host = await opened();
    const heard: string[] = [];
    host.addEventListener('keydown', ({ key }) => heard.push(key));
    await toggling(host, () => press(host, 'Escape'));
    expect(isOpen(host)).to.equal(false);
    expect(focused()).to.equal('Choose a day: Birthday');
    expect(heard).to.eql([]);
    expect(host.picked).to.eql([]);
  });

  it('closes it with a click on its opener, and opens it with the next', async () => {
    const host = await made();
    const [opener] = openers(host);
    await toggling(host, () => clickOn(opener!));
    expect(isOpen(host)).to.equal(true);
    await toggling(host, () => clickOn(opener!));
    expect(isOpen(host)).to.equal(false);
    await toggling(host, () => clickOn(opener!));
    expect(isOpen(host)).to.equal(true);
  });

  it('closes it with a click elsewhere', async () => {
    const host = await opened();
    await toggling(host, () => sendMouse({ type: 'click', position: [700, 500] }));
    expect(isOpen(host)).to.equal(false);
    expect(focused()).to.equal('Choose a day: Birthday');
  });

  it('leaves nothing on its opener', async () => {
    const host = await made();
    const [opener] = openers(host);
    const before = opener!.outerHTML;
    await toggling(host, () => opener!.click());
    await toggling(host, () => press(host, 'Escape'));
    expect(opener!.outerHTML).to.equal(before);
    expect(dialog(host).textContent!.trim()).to.equal('');
  });

  it('opens again after its host has been elsewhere', async () => {
    const host = await opened();
    const page = host.parentElement!;
    host.remove();
    page.append(host);
    await host.updateComplete;
    expect(isOpen(host)).to.equal(false);
    await toggling(host, () => openers(host)[0]!.click());
    expect(focused()).to.equal('Tuesday 10 March 2026');
  });
});

describe('the language of a calendar', () => {
  const weekdays = (host: CalendarHost) => [...dialog(host).querySelectorAll('th')].map(({ abbr }) => abbr);
  const month = (locale: string) =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', calendar: 'gregory', timeZone: 'UTC' }).format(
      Date.parse('2026-03-10'),
    );

  for (const [lang, first] of [
    ['nb', 'mandag'],
    ['en-US', 'Sunday'],
    ['en-GB', 'Monday'],
    ['he', 'יום ראשון'],
    ['ar-EG', 'السبت'],
    ['fa', 'شنبه'],
  ] as const)
    it(`begins the week on ${first} in ${lang}, and counts as Gregory did`, async () => {
      const host = await opened({ lang, dir: ['he', 'ar-EG', 'fa'].includes(lang) ? 'rtl' : 'ltr' });
      expect(weekdays(host)[0]).to.equal(first);
      expect(weekdays(host)).to.have.lengthOf(7);
      expect(heading(host)).to.equal(month(lang));
      const column = days(host)[0]!.parentElement!.querySelectorAll('td');
      expect([...column].filter(({ dataset }) => dataset.day)[0]!.dataset.day).to.equal('2026-03-01');
    });

  it('has the digits of the language', async () => {
    const host = await opened({ lang: 'ar-EG', dir: 'rtl' });
    expect(days(host)[9]!.textContent!.trim()).to.equal('١٠');
  });

  it('follows the page', async () => {
    const host = await opened();
    host.parentElement!.lang = 'nb';
    await until(host.shadowRoot!, () => heading(host) === 'mars 2026');
    expect(focused()).to.equal('tirsdag 10. mars 2026');
  });
});
