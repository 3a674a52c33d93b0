import type { Message, MessageFailure } from 'sidedesk';
import { $, element, icon } from './dom.js';

const failures: Readonly<Record<MessageFailure, string>> = {
  address: 'no such address',
  blocked: 'blocked',
  content: 'text not accepted',
  expired: 'not in time',
  refused: 'refused',
  unreachable: 'not reachable',
};

/** Shows what the post has, with each step as it arrives. A hidden number stays hidden. */
export function logMessages(messages: readonly Message[]): void {
  $('#post-log').replaceChildren(...messages.map(renderMessage));
  $('#post-log').hidden = messages.length === 0;
  $('#post-empty').hidden = messages.length > 0;
}

function renderMessage({
  channel,
  address,
  subject,
  text,
  createdAt,
  sentAt,
  deliveredAt,
  failedAt,
  failure,
  state,
}: Message): HTMLElement {
  const steps = [
    step('Queued', createdAt),
    sentAt && step('Sent', sentAt),
    deliveredAt && step('Delivered', deliveredAt, 'good'),
    state === 'failed' && failedAt && step(`Failed: ${failures[failure ?? 'refused']}`, failedAt, 'bad'),
  ];
  return element(
    'li',
    {},
    element(
      'p',
      {},
      icon(channel),
      element('bdi', { class: 'number grow', dir: 'ltr' }, address),
      element('span', { class: 'soft' }, channel === 'sms' ? 'SMS' : 'e-mail'),
    ),
    element('p', { class: 'line soft', dir: 'auto' }, subject || text),
    element('ol', { class: 'steps' }, ...steps.map((each) => each || undefined)),
  );
}

function step(words: string, at: string, tone = ''): HTMLElement {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
  return element('li', { class: `pill ${tone}` }, words, ' ', element('time', { dateTime: at }, time.format(Date.parse(at))));
}
