import { html, nothing, type TemplateResult } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { asCallback } from '../../backend/callback-answers.js';
import type { Callback } from '../../domain/callback.js';
import { fieldValue } from '../../domain/customer.js';
import { zonedAt } from '../../domain/wall-time.js';
import { CustomerOpenRequestedEvent } from '../../wiring/customer-open-requested.js';
import { clockText, whenText, zoneText } from '../../wiring/when.js';
import type { Lists } from './lists.js';

/** An id may be any text; what refers to elements is a list of words. */
export const wordOf = (id: string): string => id.replace(/[\s%]/g, (odd) => `%${odd.charCodeAt(0)}`);

/** The number that is called, as far as it is to be seen. */
function numberText(host: Lists, { number, customerId }: Callback): string {
  if (number && 'raw' in number) {
    const region = host.reading.around?.settings.homeRegion ?? '';
    return host.phones.phones?.read(number.raw, region)?.display ?? number.raw;
  }
  const customer = number && 'field' in number && number.customerId === customerId ? host.people.get(customerId) : undefined;
  return (customer && number && 'field' in number && fieldValue(customer, number.field)) || '';
}

/** Whom it is agreed with: the name, else the number. */
export function whoText(host: Lists, callback: Callback): string {
  return host.people.get(callback.customerId)?.name || numberText(host, callback) || host.texts.say('number-of-call');
}

/** Whom it is agreed with, and for which campaign. */
export function renderWho(host: Lists, callback: Callback): TemplateResult {
  const { customerId, campaignId } = callback;
  const name = host.people.get(customerId)?.name;
  const number = numberText(host, callback);
  const who = whoText(host, callback);
  const openable = customerId !== undefined && name && host.element.desk?.answers.has('customer-open');
  const open = () => host.element.dispatchEvent(new CustomerOpenRequestedEvent(customerId!));
  const details = [host.reading.campaign(campaignId)?.name, name ? number : ''].filter(Boolean);
  return html`<div class="who">
    <h3 class="strong" id=${`who-${wordOf(callback.id)}`}>
      ${
        openable
          ? html`<button
              type="button"
              class="link"
              data-topic=${`open ${callback.id}`}
              title=${host.texts.say('open-customer')}
              @click=${open}
            >
              <bdi>${who}</bdi>
            </button>`
          : html`<bdi class="number">${who}</bdi>`
      }
    </h3>
    ${details.length ? html`<p class="soft number">${details.map((each, i) => html`${i ? ' · ' : ''}<bdi>${each}</bdi>`)}</p>` : nothing}
  </div>`;
}

/** When it is due: by the agent's clock, and by the customer's where that shows another time. */
export function renderWhen(host: Lists, { dueAt, timeZone }: Callback): TemplateResult {
  const { myZone, reading } = host;
  const { locale, say } = host.texts;
  const [mine, theirs] = [zonedAt(dueAt, myZone), zonedAt(dueAt, timeZone)];
  const sameDay = mine.wallTime.slice(0, 10) === theirs.wallTime.slice(0, 10);
  const time = sameDay ? clockText(dueAt, timeZone, locale) : whenText(dueAt, timeZone, locale, reading.now);
  return html`<time class="when-due number" datetime=${dueAt}>${whenText(dueAt, myZone, locale, reading.now)}</time> ${
      mine.wallTime === theirs.wallTime
        ? nothing
        : html`<span class="soft number">${say('clock-there', { time, place: zoneText(timeZone) })}</span>`
    }`;
}

/** For whom it is, in a few words. */
export function forText(host: Lists, { for: whom, agentId, agreedBy, agreedByName }: Callback): string {
  const { say } = host.texts;
  if (whom === 'all') return say('for-all-agents');
  if (agentId === host.reading.agentId) return say('for-you');
  return agentId === agreedBy && agreedByName ? say('for-agent', { agent: agreedByName }) : say('for-colleague');
}

/** Who agreed on it and when, and for whom it is. */
export function renderAgreed(host: Lists, callback: Callback): TemplateResult {
  const { say, locale } = host.texts;
  const { agreedAt, agreedBy, agreedByName } = callback;
  const when = whenText(agreedAt, host.myZone, locale, host.reading.now);
  const agreed =
    agreedBy === host.reading.agentId
      ? say('agreed-by-you', { when })
      : agreedByName
        ? say('agreed-by', { agent: agreedByName, when })
        : say('agreed-on', { when });
  return html`<p class="soft number agreed"><bdi>${agreed}</bdi> · <bdi>${forText(host, callback)}</bdi></p>`;
}

/** Why it was refused, from the call-back as it is by now; else the words for the code, or those for what it is about. */
export function clashText(host: Lists, code: BackendErrorCode, current: unknown, otherwise?: 'offer-over'): string {
  const { say } = host.texts;
  let now: Callback | undefined;
  try {
    now = asCallback(current);
  } catch {
    // it does not say
  }
  const other = now && now.takenBy !== undefined && now.takenBy !== host.reading.agentId;
  if (now?.state === 'cancelled') return say('call-back-cancelled-by-now');
  if (now?.state === 'done') return say('call-back-done-by-now');
  if (now?.state === 'dialled') return say(other ? 'dialled-by-other' : 'dialled-by-now');
  if (other) return say('taken-by-other');
  if (otherwise) return say(otherwise);
  if (now?.for === 'me' && now.agentId !== undefined && now.agentId !== host.reading.agentId) return say('taken-by-other');
  return say(code === 'denied' ? 'call-back-denied' : `error-${code}`);
}
