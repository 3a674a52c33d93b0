import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asChannels, asMessage, asStanding, asTemplates } from '../../src/backend/message-answers.js';

const at = '2026-03-02T10:00:00Z';
const message = {
  id: 'm1',
  channel: 'sms',
  to: { raw: '+4799887701' },
  address: '998 87 701',
  origin: 'card',
  text: 'Hello',
  agentId: 'mia',
  state: 'queued',
  createdAt: at,
  revision: 1,
};

describe('answers about messages', () => {
  it('keeps what is right', () => assert.deepEqual(asMessage(message), message));

  for (const broken of [
    null,
    'm1',
    {},
    { ...message, id: 1 },
    { ...message, text: undefined },
    { ...message, state: 'lost' },
    { ...message, channel: 'fax' },
    { ...message, createdAt: 'now' },
  ])
    it(`refuses ${JSON.stringify(broken)?.slice(0, 60)}`, () => assert.throws(() => asMessage(broken), { code: 'failed' }));

  it('leaves out what is no part of a message', () => {
    const odd = { ...message, failure: 'gremlins', sentAt: 'yesterday', subject: 7, origin: 'dream', to: null, extra: true };
    assert.deepEqual(asMessage(odd), { ...message, to: { raw: '' } });
  });

  it('takes each way of writing once, SMS first', () => {
    const given = [
      { channel: 'email' },
      { channel: 'fax' },
      { channel: 'sms', segmentLimit: 3, segmentPrice: -1 },
      { channel: 'sms' },
      null,
    ];
    assert.deepEqual(asChannels(given), [{ channel: 'sms', segmentLimit: 3 }, { channel: 'email' }]);
    assert.throws(() => asChannels({}), { code: 'failed' });
  });

  it('takes templates that can be called and say something', () => {
    const texts = [{ text: 'Hello' }, { text: 1 }];
    const good = { id: 't', shortcode: 'hi', name: 'Greeting', texts };
    const given = [
      good,
      { ...good, shortcode: '' },
      { ...good, texts: [] },
      { ...good, channel: 'fax' },
      { ...good, name: 1, channel: 'sms' },
    ];
    assert.deepEqual(asTemplates(given), [
      { id: 't', shortcode: 'hi', name: 'Greeting', texts: [{ text: 'Hello' }] },
      { id: 't', shortcode: 'hi', name: 'hi', channel: 'sms', texts: [{ text: 'Hello' }] },
    ]);
  });

  it('never takes an unknown way for an open one', () => {
    const standing = {
      consent: 'refused',
      objections: [
        { kind: 'opted-out', policy: 'block', sinceAt: at },
        { kind: 'mood', policy: 'warn' },
      ],
      way: 'closed',
      now: at,
    };
    assert.deepEqual(asStanding(standing), { ...standing, objections: [standing.objections[0]] });
    assert.throws(() => asStanding({ ...standing, way: 'maybe' }), { code: 'failed' });
    assert.equal(asStanding({ ...standing, consent: 'perhaps' }).consent, 'unknown');
  });
});
