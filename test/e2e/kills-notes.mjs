// Kills a real page, or cuts its network, while an agent writes and saves one note after the other: see kill-texts.mjs.
import { killTexts } from './kill-texts.mjs';

await killTexts({
  name: 'kills-notes',
  tag: 'note-list',
  box: '#new-note',
  event: 'note-saved',
  service: 'notes',
  method: 'add',
  options: "{ settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' } }",
  list: 'embedded.notes.list({ customerId }, { limit: 200, ...(cursor && { cursor }) })',
});
