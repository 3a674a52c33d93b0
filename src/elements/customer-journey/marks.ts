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
export function toldMarks(marks: readonly VisitMark[]): readonly VisitMark[] {
  const forms = new Set<string | undefined>();
  const told = [...marks].reverse().filter(({ type, form }) => {
    if (type === 'form-start' && forms.has(form)) return false;
    if (type.startsWith('form-')) forms.add(form);
    return true;
  });
  return told.reverse();
}

/** Of many only the latest, and each thing that went wrong. */
function theMost(told: readonly VisitMark[], most: number, texts: Texts): readonly VisitMark[] {
  const wrong = new Set<string>();
  const kept = [...told].reverse().filter((mark, at) => {
    const text = mark.type === 'error' ? markText(mark, texts) : '';
    const isNew = text !== '' && !wrong.has(text);
    wrong.add(text);
    return at < most || isNew;
  });
  return kept.reverse();
}

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

/** What happened on a page, in order; how much of it is left out is said. */
export function renderMarks(given: readonly VisitMark[], texts: Texts, most = Infinity): TemplateResult | typeof nothing {
  const told = toldMarks(given);
  const marks = theMost(told, most, texts);
  const left = told.length - marks.length;
  if (!marks.length) return nothing;
  return html`<ul class="marks">
    ${marks.map(
      (mark) =>
        html`<li class=${toneOf(mark)}>
          ${icon(markIcons[mark.type] ?? shapes.info)}<span dir="auto">${markText(mark, texts)}</span>
        </li>`,
    )}
    ${left ? html`<li>${texts.say('journey-marks-left', { count: left })}</li>` : nothing}
  </ul>`;
}
