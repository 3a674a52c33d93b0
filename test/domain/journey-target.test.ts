import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { journeySessions } from '../../src/domain/journey.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';
import { targetPageProblems, targetReport } from '../../src/domain/journey-target.js';
import { pageAddress } from '../../src/domain/page-address.js';
import { after, at, event } from './journeys.js';
import { hostile } from './hostile.js';

const order = { name: 'Order', url: 'https://shop.example/order' };
const report = (target: Parameters<typeof targetReport>[0], ...events: readonly RecordedJourneyEvent[]) =>
  targetReport(target, journeySessions(events), at(100));

describe('a target page', () => {
  it('was never seen', () => assert.deepEqual(report(order, event(0, 'a')), { page: { kind: 'never' } }));
  it('is looked at', () => assert.deepEqual(report(order, event(80, 'order')), { page: { kind: 'here', since: after(80) } }));
  it('is perhaps looked at', () =>
    assert.deepEqual(report(order, event(0, 'order')), { page: { kind: 'perhaps', since: after(0) } }));
  it('was looked at', () => {
    assert.deepEqual(report(order, event(0, 'order'), event(30, 'b')), { page: { kind: 'was', at: after(0) } });
  });
  it('is the same with www, with a slash at the end, and whatever was asked for', () => {
    for (const url of ['https://www.shop.example/order', 'https://shop.example/order/', 'http://SHOP.example/order?step=2#x'])
      assert.equal(report({ ...order, url }, event(80, 'order')).page.kind, 'here', url);
  });
  it('is none of those behind the same bullets, whose addresses were read by the rules of the site', () => {
    const rules = { shownParameters: [], hiddenPaths: ['/account'] };
    const secret = { ...order, url: 'https://shop.example/account/invoices' };
    const sessions = journeySessions([event(80, 'account/••••••')]);
    const { page } = targetReport(secret, sessions, at(100), [], (url) => pageAddress(url, rules));
    assert.equal(page.kind, 'never');
  });
  it('is not one that only begins so', () => assert.equal(report(order, event(80, 'orders')).page.kind, 'never'));
  it('is told apart by parameters that may be seen', () => {
    const url = 'https://shop.example/shop?page=order&sid=1';
    const [session] = journeySessions([event(80, 'https://shop.example/shop?page=cart')]);
    const kind = (parameters: readonly string[]) => targetReport({ ...order, url }, [session!], at(100), parameters).page.kind;
    assert.deepEqual([kind(['page']), kind([])], ['never', 'here']);
  });

  it('leads to a goal, of which the beginning may be told', () => {
    const target = { ...order, goal: 'https://shop.example/thanks*' };
    assert.deepEqual(report(target, event(0, 'order'), event(50, 'thanks/17'), event(60, 'a')), {
      page: { kind: 'was', at: after(0) },
      goal: { kind: 'was', at: after(50) },
    });
    assert.deepEqual(report(target, event(90, 'order')).goal, { kind: 'never' });
  });

  it('has a name and leads somewhere', () => {
    const problems = (value: unknown) => targetPageProblems(value).map(({ field, reason }) => `${field} ${reason}`);
    assert.deepEqual(problems(order), []);
    assert.deepEqual(problems({ name: ' ', url: 'javascript:alert(1)', goal: 'x' }), [
      'name required',
      'url not-a-page',
      'goal not-a-page',
    ]);
    for (const value of hostile) assert.ok(problems(value).length);
  });
});
