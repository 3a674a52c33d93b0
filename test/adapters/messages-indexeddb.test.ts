import { expect } from '@open-wc/testing';
import { indexedDb } from '../../src/adapters/indexeddb/indexeddb.js';
import type { OutgoingMessage } from '../../src/adapters/local/local.js';
import { turn } from '../support/until.js';

describe('messages in this browser', () => {
  it('are handed over once by two tabs, tried again by the clock of the page, and not any more after the close', async () => {
    const name = `messages-${Date.now()}`;
    const handed: OutgoingMessage[] = [];
    let broken = true;
    const deliver = async (message: OutgoingMessage) => {
      handed.push(message);
      if (broken && message.text === 'Second') throw new Error('not now');
    };
    const options = { role: 'administrator', messages: { channels: [{ channel: 'sms' }], deliver } } as const;
    const tabs = [indexedDb(name, options), indexedDb(name, options)];
    const [ada, bea] = [tabs[0]!.messages!, tabs[1]!.messages!];
    await Promise.all([ada.channels(), bea.channels()]);
    const send = (text: string) =>
      ada.send({ channel: 'sms', origin: 'interaction', interactionId: 'i', to: { raw: '92233445' }, text });
    await tabs[0]!.interactions.record({
      id: 'i',
      channel: 'call',
      direction: 'inbound',
      state: 'active',
      startedAt: '2026-03-10T12:00:00Z',
    });
    const sent = await Promise.all(['First', 'Second', 'Third'].map(send));
    const states = async () => (await Promise.all(sent.map(({ id }) => bea.get(id)))).map((message) => message?.state);
    const become = async (...wanted: readonly string[]) => {
      while (String(await states()) !== String(wanted)) await turn();
    };
    await become('sent', 'queued', 'sent');
    broken = false;
    await become('sent', 'sent', 'sent');
    expect(handed.map(({ text }) => text).sort()).to.deep.equal(['First', 'Second', 'Second', 'Third']);
    expect(new Set(handed.map(({ id }) => id)).size).to.equal(3);
    await tabs[1]!.close?.();
    await tabs[0]!.close?.({ wipe: true });
  });
});
