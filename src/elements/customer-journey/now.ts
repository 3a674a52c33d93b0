import { html, nothing, type TemplateResult } from 'lit';
import { type PageVisit, sessionPause, whereabouts } from '../../domain/journey.js';
import { durationText } from '../../wiring/duration-text.js';
import { rowTimeText } from '../../wiring/row-times.js';
import { clockText } from '../../wiring/when.js';
import type { Journey } from './journey.js';

/** Where the customer is at this moment, whatever is on screen below: on which page and since when, as far as anybody can know. */
export class Now {
  constructor(private readonly journey: Journey) {}

  render(): TemplateResult | typeof nothing {
    const { element, visits, reading, texts, names } = this.journey;
    const { say, locale } = texts;
    const { now, timeZone } = reading;
    const { here, perhaps } = this.pages;
    const clock = (at: string) => clockText(at, timeZone, locale);
    const [page] = here;
    if (page) {
      const lasted = durationText(Math.max(0, Math.round((now - Date.parse(page.enteredAt)) / 1000)), locale);
      const more = here.length > 1 ? say('journey-more-pages', { count: here.length - 1 }) : '';
      return html`<p class="now here" part="now">
        <span class="pulse" aria-hidden="true"></span>
        <span dir="auto"
          ><span class="strong">${say('journey-here', { page: names.inside(page) })}</span>
          <span class="soft number">${say('journey-since', { time: clock(page.enteredAt), lasted })} ${more}</span></span
        >
      </p>`;
    }
    const [open] = perhaps;
    if (open)
      return html`<p class="now" part="now">
        <span class="pulse still" aria-hidden="true"></span>
        <span dir="auto"
          ><span class="strong">${say('journey-perhaps', { page: names.inside(open) })}</span>
          <span class="soft number">${say('journey-opened', { time: clock(open.enteredAt) })}</span></span
        >
      </p>`;
    const last = visits.sessions.reduce((latest, { seenAt }) => (seenAt > latest ? seenAt : latest), '');
    if (!last) return nothing; // what is said below is enough
    const time = rowTimeText(last, timeZone, locale, now);
    const heard = element.live.state === 'live';
    return html`<p class="now soft number" part="now">${say(heard ? 'journey-gone' : 'journey-last-seen', { time })}</p>`;
  }

  /** The latest opened first. Who was there when the last was heard of them is perhaps there still. */
  get pages(): { readonly here: readonly PageVisit[]; readonly perhaps: readonly PageVisit[] } {
    const { element, visits, reading } = this.journey;
    const { now } = reading;
    const { heardAt } = element.live;
    const since = new Date(now - sessionPause).toISOString();
    const [here, perhaps]: [PageVisit[], PageVisit[]] = [[], []];
    for (const session of visits.sessions)
      for (const visit of session.seenAt < since ? [] : session.visits) {
        const where = whereabouts(visit, now);
        if (where === 'here') here.push(visit);
        else if (where === 'perhaps' || whereabouts(visit, heardAt) !== 'gone') perhaps.push(visit);
      }
    const latest = (a: PageVisit, b: PageVisit) => (a.enteredAt < b.enteredAt ? 1 : -1);
    return { here: here.sort(latest), perhaps: perhaps.sort(latest) };
  }
}
