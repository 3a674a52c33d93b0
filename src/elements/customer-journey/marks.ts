import { html, nothing, type TemplateResult } from 'lit';
import type { VisitMark } from '../../domain/journey.js';
import type { JourneyEventType } from '../../domain/journey-event.js';
import { icon } from '../../styles/icon.js';
import * as journeyShapes from '../../styles/icons-journey.js';
import * as shapes from '../../styles/icons-later.js';
import type { Texts } from '../../wiring/words.js';

/** Each kind has a shape of its own: colour is only beside it. */
export const markIcons: Readonly<Partial<Record<JourneyEventType, string>>> = {
  search: shapes.search,
  'form-start': journeyShapes.formBegun,
  'form-submit': journeyShapes.formSent,
  'form-abandon': journeyShapes.formLeft,
  cart: journeyShapes.cart,
  error: journeyShapes.failed,
  login: journeyShapes.login,
  logout: journeyShapes.logout,
};
const tones: Readonly<Partial<Record<JourneyEventType, string>>> = {
  'form-submit': 'good',
  'form-abandon': 'warn',
  error: 'bad',
};
export const toneOf = ({ type }: VisitMark): string => tones[type] ?? '';

/** What is to be told of a page: of a form only what became of it. */
export const toldMarks = (marks: readonly VisitMark[]): readonly VisitMark[] =>
  marks.filter(
    ({ type, form }, at) =>
      type !== 'form-start' || !marks.slice(at + 1).some((later) => later.type.startsWith('form-') && later.form === form),
  );

export function markText({ type, term, results, form, items, amount, currency, status }: VisitMark, texts: Texts): string {
  const { say, locale } = texts;
  switch (type) {
    case 'search': {
      const found = results === undefined ? '' : `, ${say('journey-results', { count: results })}`;
      return `${say('journey-search', { term: term ?? '' })}${found}`;
    }
    case 'form-start':
    case 'form-submit':
    case 'form-abandon':
      return say(`journey-${type}`, { form: form || say('journey-form-unnamed') });
    case 'cart': {
      const sum = amount === undefined ? '' : `, ${moneyText(amount, currency, locale)}`;
      return `${items === undefined ? say('journey-cart-unknown') : say('journey-cart', { count: items })}${sum}`;
    }
    case 'error':
      return status === undefined ? say('journey-error') : say('journey-error-status', { status });
    case 'login':
    case 'logout':
      return say(`journey-${type}`);
    default:
      return '';
  }
}

function moneyText(amount: number, currency: string | undefined, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, currency ? { style: 'currency', currency } : {}).format(amount);
  } catch {
    return String(amount); // letters that are no currency
  }
}

/** What happened on a page, in order. */
export function renderMarks(given: readonly VisitMark[], texts: Texts): TemplateResult | typeof nothing {
  const marks = toldMarks(given);
  if (!marks.length) return nothing;
  return html`<ul class="marks">
    ${marks.map(
      (mark) =>
        html`<li class=${toneOf(mark)}>
          ${icon(markIcons[mark.type] ?? shapes.info)}<span dir="auto">${markText(mark, texts)}</span>
        </li>`,
    )}
  </ul>`;
}
