// Kills a real page, or cuts its network, while an agent writes and sends one message after the other: see kill-texts.mjs. In the seconds in which it can be undone a message is not sent when the page dies: it is left to decide on.
import { killTexts } from './kill-texts.mjs';

await killTexts({
  name: 'kills-messages',
  tag: 'message-composer',
  box: '#message-text',
  event: 'message-sent',
  service: 'messages',
  method: 'send',
  options: `{
    settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo', messageUndoSeconds: 0.3 },
    messages: { channels: [{ channel: 'sms' }], deliver: async () => {} },
  }`,
  list: 'embedded.messages.list({ customerId }, { limit: 200, ...(cursor && { cursor }) })',
  mayPark: true,
});
