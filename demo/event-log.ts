import { $, element } from './dom.js';

const heard = [
  'customer-selected',
  'enquiry-registered',
  'attempt-marked',
  'callback-scheduled',
  'callback-cancelled',
  'call-requested',
  'message-requested',
  'link-send-requested',
  'message-sent',
  'customer-close-requested',
  'close-refused',
  'backend-failed',
  'count-changed',
] as const;
const most = 100;

type Fact = string | number | boolean | readonly string[] | null | undefined;

/** Something that the host heard, by name. */
export type Hear = (name: string, facts: Readonly<Record<string, Fact>>) => void;

/** Lists what the elements tell their host, and what the host hears elsewhere. */
export function logEvents(desk: HTMLElement): Hear {
  const log = $('#log');
  const empty = $('#log-empty');
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
  const show = () => {
    log.hidden = log.childElementCount === 0;
    empty.hidden = !log.hidden;
  };
  const hear: Hear = (name, facts) => {
    const list = Object.entries(facts).map(([fact, value]) =>
      element('div', {}, element('dt', {}, fact), element('dd', {}, element('bdi', {}, String(value ?? 'none')))),
    );
    log.prepend(
      element(
        'li',
        {},
        element('p', {}, element('strong', {}, name), element('time', { class: 'soft number' }, time.format(new Date()))),
        element('dl', {}, ...list),
      ),
    );
    while (log.childElementCount > most) log.lastElementChild?.remove();
    show();
  };
  // Our events carry their facts as plain fields of their own.
  const onEvent = (event: Event) =>
    hear(event.type, Object.fromEntries(Object.entries(event).filter(([fact]) => fact !== 'isTrusted')));
  for (const type of heard) desk.addEventListener(type, onEvent);
  $('#log-clear').addEventListener('click', () => {
    log.replaceChildren();
    show();
  });
  show();
  return hear;
}
