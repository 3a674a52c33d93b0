import type { MessageChannelOffer } from '../../backend/backend.js';
import type { MessageTemplate } from '../../domain/message-template.js';
import { aborted, refused, same } from '../assert.js';
import type { Section } from './case.js';
import { email, offers, send, sms, target, template, writing } from './message-cast.js';
import { hostileValues } from './values.js';

/** Everything that can be said of a way of writing. */
const whole: readonly MessageChannelOffer[] = [
  { channel: 'sms', sender: '+4722334400', segmentLimit: 3, segmentPrice: 0.39 },
  { channel: 'email', sender: 'Acme <post@example.org>' },
];

/** Makes what can be made of an answer. */
function spoil(answer: readonly object[]): void {
  try {
    for (const each of answer) Object.assign(each, { channel: 'email', shortcode: 'spoilt', sender: 'spoilt' });
    (answer as object[]).length = 0;
  } catch {
    // a frozen answer is as good
  }
}

export const messagesChannels: Section = {
  name: 'messages.channels',
  needs: ['messages.channels'],
  cases: [
    {
      name: 'has the ways of writing that are set up, SMS before e-mail, with all that was said of them',
      seed: { channels: whole.toReversed() },
      async run({ backend }) {
        same(await backend.messages.channels(), whole, 'the ways of writing');
      },
    },
    {
      name: 'has only those, and the others are not supported',
      needs: ['messages.send', 'messages.consent'],
      seed: (times) => ({ ...writing()(times), channels: [{ channel: 'email' }] }),
      async run(desk) {
        const { messages } = desk.backend;
        same(await messages.channels(), [{ channel: 'email' }], 'the ways of writing');
        await refused(send(desk), 'unsupported', 'an SMS');
        await refused(messages.consent(target(desk)), 'unsupported', 'the consent to an SMS');
        same((await messages.send(email(desk))).channel, 'email', 'what is sent');
      },
    },
    {
      name: 'is empty where none is set up',
      needs: ['messages.send'],
      seed: (times) => ({ ...writing()(times), channels: [] }),
      async run(desk) {
        same(await desk.backend.messages.channels(), [], 'the ways of writing');
        for (const draft of [sms(desk), email(desk)])
          await refused(desk.backend.messages.send(draft), 'unsupported', `a message by ${draft.channel}`);
      },
    },
    {
      name: 'is untouched by what a caller does to an answer',
      async run({ backend }) {
        spoil(await backend.messages.channels());
        same(await backend.messages.channels(), offers, 'the next answer');
      },
    },
    {
      name: 'needs no permission, and can be aborted',
      needs: ['permissions'],
      seed: { permissions: [] },
      async run({ backend }) {
        same((await backend.messages.channels()).length, 2, 'how many there are');
        const signal = AbortSignal.abort();
        await aborted(backend.messages.channels({ signal }), signal, 'channels');
      },
    },
  ],
};

/** Everything that can be said of a text of the house. */
const full: MessageTemplate = template('late', {
  name: 'Levering forsinket – <b>«æøå»</b>',
  category: 'Orders',
  channel: 'email',
  texts: [
    { language: 'nb', subject: 'Pakken din, {{name}}', text: ' Hei {{name|kunde}}\r\n\n{{agent}}\t' },
    { language: 'en-GB', subject: 'Your parcel', text: 'Dear {{ name | customer }}' },
    { text: hostileValues['a family of emoji']! },
  ],
});

export const messagesTemplates: Section = {
  name: 'messages.templates',
  needs: ['messages.templates'],
  cases: [
    {
      name: 'is empty where there are none',
      async run({ backend }) {
        same(await backend.messages.templates(), [], 'the texts');
      },
    },
    {
      name: 'has them by shortcode, for all ways of writing',
      seed: { templates: ['order-late', 'bye', 'order', 'hello', 'z9'].map((each) => template(each)) },
      async run({ backend }) {
        const shortcodes = (await backend.messages.templates()).map(({ shortcode }) => shortcode);
        same(shortcodes, ['bye', 'hello', 'order', 'order-late', 'z9'], 'the shortcodes');
      },
    },
    {
      name: 'has all that was said of one, and fills nothing in',
      seed: { templates: [full] },
      async run({ backend }) {
        same(await backend.messages.templates(), [full], 'the texts');
      },
    },
    {
      name: 'is untouched by what a caller does to an answer',
      seed: { templates: [full] },
      async run({ backend }) {
        spoil(await backend.messages.templates());
        same(await backend.messages.templates(), [full], 'the next answer');
      },
    },
    {
      name: 'needs no permission, and can be aborted',
      needs: ['permissions'],
      seed: { templates: [full], permissions: [] },
      async run({ backend }) {
        same((await backend.messages.templates()).length, 1, 'how many there are');
        const signal = AbortSignal.abort();
        await aborted(backend.messages.templates({ signal }), signal, 'templates');
      },
    },
  ],
};
