import { html, nothing, type TemplateResult } from 'lit';
import { type JourneySession, type PageVisit, whereabouts } from '../../domain/journey.js';
import { journeyPicture, type JourneyPicture, type PictureBar, type PictureRow } from '../../domain/journey-picture.js';
import { durationText } from '../../wiring/duration-text.js';
import { clockText } from '../../wiring/when.js';
import { dwellText } from './dwell.js';
import type { Journey } from './journey.js';
import { markIcons, markText, toldMarks, toneOf } from './marks.js';
import { placed } from './placed.js';

/** So many pages and page views can be told apart. */
const room = { rows: 12, bars: 200 };
/** Seconds of a scale that is read by how long it is, not by the clock. */
const short = 300;

/** A visit to the web site on a scale of time: pages as rows, how long each was looked at as bars, the way from one to the next as lines. The list below says the same. */
export class Picture {
  constructor(private readonly journey: Journey) {}

  render(session: JourneySession, selected: string | undefined): TemplateResult | typeof nothing {
    const { journey } = this;
    const { now } = journey.reading;
    const { say } = journey.texts;
    const isHere = (visit: PageVisit) => whereabouts(visit, now) === 'here';
    const picture = journeyPicture(session.visits, now, isHere, room);
    const { rows, bars, rowsLeft, visitsLeft } = picture;
    // Of some pages only it is not known from where to where they led.
    const links = journey.isFiltered ? [] : picture.links.filter(({ from, to }) => from !== to);
    // Of what nobody knows how long it was there is a beginning only.
    const ticks = picture.ticks.slice(0, bars.some(({ start, length }) => start + length > 0) ? undefined : 1);
    const pages = new Map<string, PageVisit[]>(rows.map(({ url }) => [url, []]));
    for (const visit of session.visits) pages.get(visit.url)?.push(visit);
    const start = Math.min(...bars.map(({ visit }) => Date.parse(visit.enteredAt)));
    const loginAt = session.loginAt === undefined ? 0 : (Date.parse(session.loginAt) - start) / 1000 / picture.seconds;
    return html`<div class="picture" part="picture" role="group" aria-label=${say('journey-picture')}>
        <div class="names">${rows.map((row) => this.#renderName(session, row, pages.get(row.url)!, selected))}</div>
        <div class="plot" aria-hidden="true" ${placed({ '--rows': rows.length })}>
          ${loginAt > 0 ? html`<i class="anonymous" ${placed({ '--length': Math.min(1, loginAt) })}></i>` : nothing}
          ${ticks.map(({ at }) => html`<i class="tick" ${placed({ '--start': at })}></i>`)}
          ${links.map(
            ({ from, to, at }) =>
              html`<i class="edge" ${placed({ '--start': at, '--row': Math.min(from, to), '--over': Math.abs(from - to) })}></i>`,
          )}
          ${bars.map((bar) => this.#renderBar(bar, isHere(bar.visit)))} ${bars.map((bar) => this.#renderMarks(bar, picture))}
        </div>
        <div class="scale soft number" aria-hidden="true">
          ${ticks.map(({ at, seconds }) => html`<span ${placed({ '--start': at })}>${this.#tickText(start, seconds, picture)}</span>`)}
        </div>
      </div>
      ${rowsLeft ? html`<p class="soft left">${say('journey-rows-left', { count: rowsLeft })}</p>` : nothing}
      ${visitsLeft && (!rowsLeft || session.visits.length > room.bars) ? html`<p class="soft left">${say('journey-visits-left', { count: visitsLeft })}</p>` : nothing}`;
  }

  #renderName(
    session: JourneySession,
    row: PictureRow,
    visits: readonly PageVisit[],
    selected: string | undefined,
  ): TemplateResult {
    const { journey } = this;
    const { names, texts } = journey;
    const page = names.text(row);
    const lasted = dwellText(journey, visits);
    return html`<button
      type="button"
      class="page"
      aria-pressed=${selected === row.url}
      aria-label=${texts.say('journey-picture-page', { page, count: row.visits, lasted })}
      title=${`${page}\n${names.addressText(row.url)}`}
      @click=${() => journey.opened.select(session.id, row.url)}
    >
      <bdi>${page}</bdi>${row.visits > 1 ? html`<span class="soft number times" data-times=${row.visits}></span>` : nothing}
    </button>`;
  }

  #renderBar({ visit, row, start, length }: PictureBar, isHere: boolean): TemplateResult {
    const { names, texts } = this.journey;
    const { status } = visit;
    const wrong = status === undefined ? [] : [texts.say('journey-page-error', { status })];
    return html`<i
      class=${['bar-of-time', isHere ? 'here' : '', wrong.length ? 'wrong' : ''].filter(Boolean).join(' ')}
      title=${[names.text(visit), ...wrong, dwellText(this.journey, [visit])].join('\n')}
      ${placed({ '--row': row, '--start': start, '--length': length })}
    ></i>`;
  }

  #renderMarks({ visit, row, start }: PictureBar, { seconds }: JourneyPicture): readonly TemplateResult[] {
    return toldMarks(visit.marks).map((mark) => {
      const after = Math.max(0, Date.parse(mark.at) - Date.parse(visit.enteredAt)) / 1000 / seconds;
      return html`<span
        class="mark ${toneOf(mark)}"
        title=${markText(mark, this.journey.texts)}
        ${placed({ '--row': row, '--start': Math.min(1, start + after) })}
        ><svg class="icon" viewBox="0 0 24 24"><path d=${markIcons[mark.type] ?? ''} /></svg
      ></span>`;
    });
  }

  #tickText(start: number, after: number, { seconds }: JourneyPicture): string {
    const { texts, reading } = this.journey;
    if (after > 0 && seconds < short) return durationText(after, texts.locale);
    return clockText(new Date(start + 1000 * after).toISOString(), reading.timeZone, texts.locale);
  }
}
