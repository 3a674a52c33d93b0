import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addressRules,
  asJourneyAlias,
  asJourneyAliases,
  asJourneyEvents,
  asJourneyNews,
  asJourneySessions,
  targetsIn,
} from '../../src/backend/journey-answers.js';

const at = '2026-03-02T10:00:00.000Z';
const event = {
  ...{ id: 'e1', visitorId: 'v1', type: 'search', at, url: 'https://shop.example/find', receivedAt: at },
  ...{ title: 'Find', viewId: 'view', tabId: 'tab', order: 2, referrer: 'https://search.example/', term: 'boots', results: 3 },
  campaign: { source: 'news' },
};
const visit = {
  ...{ id: 'e1', visitorId: 'v1', url: event.url, enteredAt: at, seenAt: at, left: true, beats: false },
  ...{ dwell: { seconds: 4, atLeast: false }, marks: [{ id: 'e2', type: 'cart', at, items: 1 }], status: 404 },
};
const session = { id: 'e1', visitorId: 'v1', visits: [visit], startedAt: at, seenAt: at, loginAt: at };
const alias = { id: 'a1', kind: 'login', value: 'kari64', customerId: 'c1', since: at };
const failed = { code: 'failed' };
const rules = addressRules({ journeyParameters: ['page'], journeyHiddenPaths: ['/account'] });

describe('answers about journeys', () => {
  it('keeps what is right', () => {
    assert.deepEqual(asJourneyEvents({ items: [event], next: 'n', after: 'a' }, rules), {
      items: [event],
      next: 'n',
      after: 'a',
    });
    assert.deepEqual(asJourneyNews({ events: [event], after: 'a' }, rules), { events: [event], after: 'a' });
    assert.deepEqual(asJourneyNews({ events: [], after: 'a', reset: true }, rules), { events: [], after: 'a', reset: true });
    assert.deepEqual(asJourneySessions({ items: [session] }), { items: [session] });
    assert.deepEqual(asJourneyAlias(alias), alias);
    assert.deepEqual(asJourneyAliases([alias]), [alias]);
  });

  for (const broken of [null, undefined, 'x', {}, { items: [event] }, { items: {}, after: 'a' }, { events: [event] }])
    it(`refuses ${JSON.stringify(broken)?.slice(0, 40)}`, () => {
      assert.throws(() => asJourneyEvents(broken, rules), failed);
      assert.throws(() => asJourneyNews(broken, rules), failed);
      assert.throws(() => asJourneySessions({ items: [broken] }), failed);
      assert.throws(() => asJourneyAlias(broken), failed);
      assert.throws(() => asJourneyAliases(broken), failed);
    });

  it('leaves out events that happened at no time, in no browser, or are of no type that is known', () => {
    const odd = [{ at: 'now' }, { visitorId: 7 }, { type: 'click' }, { id: undefined }, { url: null }].map((wrong) => ({
      ...event,
      ...wrong,
    }));
    assert.deepEqual(asJourneyEvents({ items: [null, 7, ...odd, event], after: 'a' }, rules).items, [event]);
  });

  it('reads CloudEvents 1.0 beside our own shape', () => {
    const cloud = {
      ...{
        specversion: '1.0',
        id: '7',
        source: 'https://shop.example/boots',
        type: 'com.example.search',
        time: at,
        subject: 'v1',
      },
      data: { term: 'boots' },
    };
    const { items } = asJourneyEvents({ items: [cloud], after: 'a' }, rules);
    const read = { id: 'https://shop.example/boots#7', visitorId: 'v1', type: 'search', at, term: 'boots' };
    assert.deepEqual(items, [{ ...read, url: 'https://shop.example/boots', receivedAt: at }]);
  });

  it('shows nothing that must not be seen, whatever the backend kept', () => {
    const open = {
      ...event,
      url: 'https://kari:secret@shop.example/account/reset/abc?page=2&token=t0ken#access',
      title: 'Welcome kari@example.com',
      referrer: 'https://search.example/?q=kari',
    };
    const { events } = asJourneyNews({ events: [open, { ...event, url: 'javascript:alert(1)' }], after: 'a' }, rules);
    assert.equal(events.length, 1);
    const seen = JSON.stringify(events);
    for (const secret of ['secret', 'reset', 'abc', 'token', 't0ken', 'access', 'kari'])
      assert.doesNotMatch(seen, new RegExp(secret));
    assert.match(events[0]!.url, /^https:\/\/shop\.example\/account\/.*\?page=2$/);
  });

  it('leaves out what is no part of an event', () => {
    const odd = {
      ...event,
      title: 7,
      order: 'x',
      campaign: 'news',
      left: 'yes',
      amount: Number.NaN,
      identity: 'kari',
      hair: 'red',
    };
    const { title: _title, order: _order, campaign: _campaign, ...rest } = event;
    assert.deepEqual(asJourneyEvents({ items: [odd], after: 'a' }, rules).items, [rest]);
  });

  it('takes a session as far as its visits can be read, and refuses one without any', () => {
    const bare = { id: 'e1', url: event.url, enteredAt: at };
    const read = asJourneySessions({ items: [{ id: 's', visits: [null, { ...bare, enteredAt: 'x' }, bare] }] }).items[0]!;
    const plain = {
      ...bare,
      visitorId: '',
      seenAt: at,
      left: false,
      beats: false,
      dwell: { seconds: 0, atLeast: true },
      marks: [],
    };
    assert.deepEqual(read, { id: 's', visitorId: '', visits: [plain], startedAt: at, seenAt: at });
    assert.throws(() => asJourneySessions({ items: [{ ...session, visits: [] }] }), failed);
  });

  it('leaves out aliases of a kind that is not known', () =>
    assert.deepEqual(asJourneyAliases([{ ...alias, kind: 'cookie' }, null, alias]), [alias]));

  it('takes of the target pages of the settings those that are some', () => {
    const page = { name: 'Offer', url: 'https://shop.example/offer' };
    const journeyTargets = [page, { name: '', url: page.url }, { name: 'x', url: 'javascript:alert(1)' }, null] as never;
    assert.deepEqual(targetsIn({ journeyTargets }), [page]);
  });
});
