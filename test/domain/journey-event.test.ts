import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  cleanJourneyEvent,
  type JourneyEvent,
  journeyEventProblems,
  journeyEventTypes,
  readJourneyEvent,
  timeSetRight,
} from '../../src/domain/journey-event.js';
import { hostile } from './hostile.js';

const rules = { shownParameters: ['q'], hiddenPaths: [] };
const event: JourneyEvent = {
  id: 'e1',
  visitorId: 'v1',
  type: 'page',
  at: '2026-03-10T09:00:00.000Z',
  url: 'https://shop.example/boots',
};
const wrong = (given: object) => journeyEventProblems({ ...event, ...given }).map(({ field, reason }) => `${field} ${reason}`);

describe('an event of a journey', () => {
  it('may be of every type', () => {
    for (const type of journeyEventTypes) assert.deepEqual(wrong({ type }), []);
  });

  const table: readonly (readonly [object, string])[] = [
    [{ id: '' }, 'id required'],
    [{ id: 4 }, 'id not-text'],
    [{ id: 'x'.repeat(201) }, 'id too-long'],
    [{ visitorId: undefined }, 'visitorId required'],
    [{ visitorId: 'a\0' }, 'visitorId not-text'],
    [{ type: 'click' }, 'type not-a-choice'],
    [{ at: undefined }, 'at required'],
    [{ at: '2026-03-10' }, 'at not-a-date'],
    [{ at: 17 }, 'at not-a-date'],
    [{ url: undefined }, 'url required'],
    [{ url: 'javascript:alert(1)' }, 'url not-a-page'],
    [{ url: `https://a.example/${'x'.repeat(9000)}` }, 'url too-long'],
    [{ url: {} }, 'url not-text'],
    [{ viewId: 1 }, 'viewId not-text'],
    [{ title: 1 }, 'title not-text'],
    [{ referrer: [] }, 'referrer not-text'],
    [{ campaign: 'x' }, 'campaign not-a-record'],
    [{ campaign: { source: 1 } }, 'campaign.source not-text'],
    [{ order: 1.5 }, 'order not-a-count'],
    [{ status: -1 }, 'status not-a-count'],
    [{ seconds: Infinity }, 'seconds not-a-count'],
    [{ items: '3' }, 'items not-a-count'],
    [{ amount: NaN }, 'amount not-a-number'],
    [{ left: 'yes' }, 'left not-a-flag'],
    [{ identity: 'kari' }, 'identity not-a-record'],
    [{ identity: { kind: 'name', value: 'Kari' } }, 'identity.kind not-a-choice'],
    [{ identity: { kind: 'login', value: '' } }, 'identity.value required'],
  ];
  for (const [given, problem] of table) it(`is refused: ${problem}`, () => assert.deepEqual(wrong(given), [problem]));

  it('has parts of seconds, and a title of any length', () => {
    assert.deepEqual(wrong({ type: 'dwell', seconds: 1.5, title: 'x'.repeat(100_000), amount: -3.5 }), []);
  });

  it('is looked for in anything', () => {
    for (const value of hostile) assert.ok(journeyEventProblems(readJourneyEvent(value)).length);
  });
});

describe('an event in the shape of CloudEvents', () => {
  const cloud = {
    specversion: '1.0',
    id: '7',
    source: 'https://shop.example/tracker',
    type: 'example.shop.search',
    subject: 'v1',
    time: '2026-03-10T10:00:00+01:00',
    datacontenttype: 'application/json',
    data: { url: 'https://shop.example/find', term: 'boots' },
  };

  it('is read with what stands around its data', () => {
    const read = readJourneyEvent(cloud) as JourneyEvent;
    assert.deepEqual(read, {
      id: 'https://shop.example/tracker#7',
      visitorId: 'v1',
      type: 'search',
      at: '2026-03-10T10:00:00+01:00',
      url: 'https://shop.example/find',
      term: 'boots',
    });
    assert.deepEqual(journeyEventProblems(read), []);
  });

  it('is a page where its type says nothing else, and is of whom its identity names', () => {
    const { subject: _, ...rest } = cloud;
    const read = readJourneyEvent({ ...rest, type: 'task:new', identity: 'v2' }) as JourneyEvent;
    assert.deepEqual([read.type, read.visitorId], ['page', 'v2']);
  });

  it('lets its data speak for itself', () => {
    const data = { ...cloud.data, visitorId: 'v3', type: 'cart', at: event.at };
    const read = readJourneyEvent({ ...cloud, data }) as JourneyEvent;
    assert.deepEqual([read.visitorId, read.type, read.at], ['v3', 'cart', event.at]);
  });

  it('is two of two sources, whatever their ids', () => {
    const [one, two] = ['https://a.example/', 'https://b.example/'].map((source) => readJourneyEvent({ ...cloud, source }));
    assert.notEqual((one as JourneyEvent).id, (two as JourneyEvent).id);
  });

  it('without id or source is none', () => {
    for (const part of ['id', 'source'])
      assert.deepEqual(
        journeyEventProblems(readJourneyEvent({ ...cloud, [part]: undefined })).map(({ field }) => field),
        ['id'],
      );
  });
});

describe('an event that is kept', () => {
  it('has nothing in it that must not be seen', () => {
    const kept = cleanJourneyEvent(
      {
        ...event,
        url: 'https://shop.example/find?q=922%2033%20445&email=kari@example.org#t',
        title: ' Orders of kari@example.org\n',
        term: '922 33 445',
        referrer: 'https://search.example/?q=boots&who=kari@example.org',
        campaign: { source: 'letter', name: 'kari@example.org' },
        ...({ password: 'secret' } as object),
      },
      rules,
    );
    assert.deepEqual(kept, {
      ...event,
      url: `https://shop.example/find?q=${encodeURIComponent('••••••')}`,
      title: 'Orders of ••••••',
      term: '••••••',
      referrer: 'https://search.example/?q=boots',
      campaign: { source: 'letter', name: '••••••' },
    });
  });

  it('has no referrer that is no page, no currency that is none, and no identity but of a login', () => {
    const identity = { kind: 'login', value: '4711' } as const;
    const kept = cleanJourneyEvent({ ...event, referrer: 'android-app://x', currency: 'kroner', identity }, rules);
    assert.deepEqual(kept, event);
    assert.deepEqual(cleanJourneyEvent({ ...event, type: 'login', identity }, rules).identity, identity);
  });

  it('is the same when it is cleaned again', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.emailAddress(), fc.webUrl({ withQueryParameters: true }));
    fc.assert(
      fc.property(texts, texts, fc.webUrl({ withQueryParameters: true, withFragments: true }), (title, term, url) => {
        const once = cleanJourneyEvent({ ...event, title, term, url, referrer: url }, rules);
        assert.deepEqual(cleanJourneyEvent(once, rules), once);
        assert.deepEqual(journeyEventProblems(once), []);
      }),
    );
  });
});

describe('the time of an event', () => {
  const received = '2026-03-10T09:00:10.000Z';
  for (const [what, at, sentAt, right] of [
    ['of a clock that is right stays', '2026-03-10T09:00:00Z', '2026-03-10T09:00:09Z', '2026-03-10T09:00:00.000Z'],
    ['of a clock that is a little wrong stays', '2026-03-10T08:59:30Z', '2026-03-10T08:59:40Z', '2026-03-10T08:59:30.000Z'],
    ['of a clock an hour slow is set right', '2026-03-10T08:00:00Z', '2026-03-10T08:00:10Z', '2026-03-10T09:00:00.000Z'],
    ['of a clock that is years wrong is set right', '1970-01-01T00:00:00Z', '1970-01-01T00:00:10Z', '2026-03-10T09:00:00.000Z'],
    ['of a clock that is fast is set right', '2026-03-10T19:00:00Z', '2026-03-10T19:00:10Z', '2026-03-10T09:00:00.000Z'],
    ['is never in the future', '2026-03-10T09:00:30Z', undefined, received],
    ['without a time of sending is believed', '2026-03-09T09:00:00+01:00', undefined, '2026-03-09T08:00:00.000Z'],
  ] as const)
    it(what, () => assert.equal(timeSetRight(at, received, sentAt), right));
});
