import 'sidedesk/define';
import { Customers } from './customers.js';
import { $ } from './dom.js';
import { inheritPreferences } from './preferences.js';
import { addressOf, titleOf } from './strip.js';

/* The form in its own window. Which conversation it is about stands behind the #, and is asked of the backend: what the window beside this one knows of it is not here. */
const { role } = inheritPreferences();
const customers = new Customers(role, async () => {});
const { backend } = customers;
const form = $<HTMLElementTagNameMap['enquiry-registration']>('enquiry-registration');
const id = (): string => decodeURIComponent(location.hash.slice(1));

async function read(): Promise<void> {
  const asked = id();
  const interaction = await backend.interactions?.get?.(asked).catch(() => undefined);
  if (asked !== id()) return;
  // On the form, not on the desk: the desk would record it, and the other window is the one who knows how it goes on.
  form.interaction = interaction;
  $('#title').textContent = interaction
    ? titleOf({ interaction, held: false, messages: [], concealed: false })
    : 'No such conversation';
  $('#whose').textContent = interaction ? addressOf(interaction) : 'Open this window from a conversation on the desk.';
}

$<HTMLElementTagNameMap['agent-desk']>('agent-desk').backend = backend;
backend.watch?.(
  { kinds: ['interaction'] },
  {
    change: (change) => {
      if (change.kind === 'reset' || change.id === id()) void read();
    },
  },
);
addEventListener('hashchange', () => void read());
await read();
