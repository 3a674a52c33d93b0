import { html, nothing, type TemplateResult } from 'lit';
import { hostOf, type JourneySession, type JourneyStep, journeySteps, type PageVisit } from '../../domain/journey.js';
import { icon } from '../../styles/icon.js';
import * as journeyShapes from '../../styles/icons-journey.js';
import * as shapes from '../../styles/icons-later.js';
import { idWord } from '../../wiring/id-word.js';
import { clockText } from '../../wiring/when.js';
import { dwellText } from './dwell.js';
import type { Journey } from './journey.js';
import { renderMarks } from './marks.js';

/** So many pages of a visit are listed at first, and with each wish for more. */
export const portion = 40;
/** Of what happened in a loop so much is told while it is folded. */
const mostMarks = 5;

/** The pages of a visit to the web site, the latest first, loops as one; below them from where the visitor came. */
export class Steps {
  constructor(private readonly journey: Journey) {}

  render(session: JourneySession, selected: string | undefined, shown: number): TemplateResult {
    const { journey } = this;
    const { say } = journey.texts;
    const { id, visits, loginAt } = session;
    const chosen = selected === undefined ? visits : visits.filter(({ url }) => url === selected);
    const isAnonymous = ({ enteredAt }: PageVisit) => loginAt !== undefined && enteredAt < loginAt;
    const isBefore = (step: JourneyStep) => isAnonymous(step.visits[0]!);
    const login = chosen.filter(isAnonymous).length;
    // Of some pages only it is not known whether they came in a row; and a loop ends at the login.
    const steps =
      selected !== undefined || journey.isFiltered
        ? chosen.map((visit) => ({ visits: [visit], pages: 1, rounds: 1 }))
        : [...journeySteps(chosen.slice(0, login)), ...journeySteps(chosen.slice(login))];
    const listed = [...steps].reverse().slice(0, shown);
    const left = steps.length - listed.length;
    const border = listed.findIndex(isBefore);
    return html`${selected === undefined ? nothing : this.#renderChosen(session, chosen)}
      <ol class="steps" aria-label=${say('journey-list')}>
        ${listed.map(
          (step, at) =>
            html`${at === border ? this.#renderLogin(loginAt!) : nothing}
            ${step.rounds > 1 ? this.#renderLoop(step, isBefore(step)) : this.#renderVisit(step.visits[0]!, isBefore(step))}`,
        )}
        ${left === 0 && selected === undefined ? this.#renderEntry(session) : nothing}
      </ol>
      ${
        left > 0
          ? html`<button
              type="button"
              class="button more"
              id=${`more-${idWord(id)}`}
              @click=${({ currentTarget }: Event) =>
                journey.opened.showMore(id, (currentTarget as Element).previousElementSibling!.lastElementChild)}
            >
              ${say('journey-more', { count: left })}
            </button>`
          : nothing
      }`;
  }

  #renderChosen({ id, visits }: JourneySession, chosen: readonly PageVisit[]): TemplateResult {
    const { journey } = this;
    const { say } = journey.texts;
    const page = journey.names.inside(chosen.at(-1)!);
    return html`<p class="chosen">
      <span dir="auto">${say('journey-only', { page, count: chosen.length, of: visits.length })}</span>
      <button type="button" class="link" @click=${(event: Event) => this.#onAll(event, id)}>${say('journey-show-all')}</button>
    </p>`;
  }

  #renderVisit(visit: PageVisit, before: boolean): TemplateResult {
    const { journey } = this;
    const { say } = journey.texts;
    const where = journey.whereabouts(visit);
    return html`<li class=${['step', before ? 'before' : '', where === 'here' ? 'here' : ''].filter(Boolean).join(' ')}>
      ${this.#renderTime(visit)}
      <div class="what">
        <span class="page-name">${journey.names.render(visit)}</span>
        ${where === 'here' ? html`<span class="pill accent">${say('journey-now')}</span>` : nothing} ${this.#renderStatus(visit)}
        ${renderMarks(visit.marks, journey.texts)}
      </div>
      <span class="dwell soft number">${dwellText(journey, [visit])}</span>
    </li>`;
  }

  #renderLoop({ visits, pages, rounds }: JourneyStep, before: boolean): TemplateResult {
    const { journey } = this;
    const { say } = journey.texts;
    const first = visits[0]!;
    const id = first.id;
    const open = journey.opened.unfolded.has(id);
    const isHere = visits.some((visit) => journey.whereabouts(visit) === 'here');
    const names = visits.slice(0, pages).map((visit) => journey.names.inside(visit));
    return html`<li class=${['step', 'loop', before ? 'before' : '', isHere ? 'here' : ''].filter(Boolean).join(' ')}>
        ${this.#renderTime(first)}
        <div class="what">
          ${icon(journeyShapes.loop)}
          <span class="page-name" dir="auto">${say('journey-loop', { names, count: rounds })}</span>
          ${isHere ? html`<span class="pill accent">${say('journey-now')}</span>` : nothing}
          ${this.#wrong(visits).map((visit) => this.#renderStatus(visit))}
          <button type="button" class="link" aria-expanded=${open} @click=${() => journey.opened.unfold(id)}>
            ${say('journey-show-each')}
          </button>
          ${
            open
              ? nothing
              : renderMarks(
                  visits.flatMap(({ marks }) => marks),
                  journey.texts,
                  mostMarks,
                )
          }
        </div>
        <span class="dwell soft number">${dwellText(journey, visits)}</span>
      </li>
      ${open ? [...visits].reverse().map((visit) => this.#renderVisit(visit, before)) : nothing}`;
  }

  /** What went wrong is not hidden in a loop; each kind once. */
  #wrong(visits: readonly PageVisit[]): readonly PageVisit[] {
    const found = new Map(visits.filter(({ status }) => status !== undefined).map((visit) => [visit.status, visit]));
    return [...found.values()];
  }

  #renderStatus({ status }: PageVisit): TemplateResult | typeof nothing {
    if (status === undefined) return nothing;
    const text = this.journey.texts.say('journey-page-error', { status });
    return html`<span class="pill bad">${icon(journeyShapes.failed)}${text}</span>`;
  }

  #renderTime({ enteredAt }: PageVisit): TemplateResult {
    const { texts, reading } = this.journey;
    return html`<time class="soft number" datetime=${enteredAt}>${clockText(enteredAt, reading.timeZone, texts.locale)}</time>`;
  }

  #renderLogin(loginAt: string): TemplateResult {
    const { texts, reading } = this.journey;
    const { say, locale } = texts;
    return html`<li class="login">
      ${icon(journeyShapes.login)}
      <span
        >${say('journey-logged-in-at', { time: clockText(loginAt, reading.timeZone, locale) })} ·
        ${say('journey-anonymous')}</span
      >
    </li>`;
  }

  #renderEntry({ referrer, campaign }: JourneySession): TemplateResult {
    const { say } = this.journey.texts;
    const site = referrer && hostOf(referrer);
    const { name, medium, source } = campaign ?? {};
    const said = [name ?? source ?? medium, name ? [source, medium].filter(Boolean).join(', ') : ''].filter(Boolean);
    const by = said.length > 1 ? `${said[0]} (${said[1]})` : said[0];
    return html`<li class="entry soft">
      ${icon(shapes.inbound)}
      <span dir="auto"
        >${site ? say('journey-came-from', { site }) : say('journey-came-directly')}${
          by ? html` · ${say('journey-campaign', { campaign: by })}` : nothing
        }</span
      >
    </li>`;
  }

  /** With the button goes the focus: back to the page in the picture. */
  #onAll({ currentTarget }: Event, id: string): void {
    const body = (currentTarget as Element).closest('.body');
    body?.querySelector<HTMLElement>('.page[aria-pressed="true"]')?.focus();
    this.journey.opened.select(id, undefined);
  }
}
