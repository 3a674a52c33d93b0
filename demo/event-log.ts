import { $, element } from './dom.js';

const heard = [
  'customer-selected',
  'enquiry-registered',
  'attempt-marked',
  'callback-scheduled',
  'callback-cancelled',
  'call-requested',
  'message-requested',
  'message-sent',
  'customer-close-requested',
  'close-refused',
  'backend-failed',
  'count-changed',
] as const;
const most = 100;

/** Lists what the elements tell their host. */
export function logEvents(desk: HTMLElement): void {
  const log = $('#log');
  const empty = $('#log-empty');
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
  const show = () => {
    log.hidden = log.childElementCount === 0;
    empty.hidden = !log.hidden;
  };
  const onEvent = (event: Event) => {
    // Our events carry their facts as plain fields of their own.
    const facts = Object.entries(event).filter(([name]) => name !== 'isTrusted');
    const list = facts.map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, element('bdi', {}, String(value ?? 'none')))),
    );
    log.prepend(
      element(
        'li',
        {},
        element('p', {}, element('strong', {}, event.type), element('time', { class: 'soft number' }, time.format(new Date()))),
        element('dl', {}, ...list),
      ),
    );
    while (log.childElementCount > most) log.lastElementChild?.remove();
    show();
  };
  for (const type of heard) desk.addEventListener(type, onEvent);
  $('#log-clear').addEventListener('click', () => {
    log.replaceChildren();
    show();
  });
  show();
}
