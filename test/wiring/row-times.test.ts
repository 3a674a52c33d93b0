import { expect } from '@open-wc/testing';
import { rowTimeText } from '../../src/wiring/row-times.js';
import { whenText } from '../../src/wiring/when.js';

const hour = 3_600_000;
const began = Date.parse('2026-03-28T21:07:00Z');

describe('the times of rows', () => {
  for (const [zone, locale] of [
    ['UTC', 'en'],
    ['Europe/Oslo', 'nb'],
    ['Asia/Kathmandu', 'en-US'],
    ['America/Los_Angeles', 'fr'],
    ['Pacific/Apia', 'pl'],
  ] as const) {
    it(`are those of any other time, in ${zone} and the words of ${locale}, also when the day turns`, () => {
      for (let now = began; now < began + 30 * hour; now += 5 * hour)
        for (let ago = -30 * hour; ago < 9000 * hour; ago += 97 * 0.37 * hour) {
          const at = new Date(now - ago).toISOString();
          expect(rowTimeText(at, zone, locale, now)).to.equal(whenText(at, zone, locale, new Date(now).toISOString()));
        }
    });
  }

  it('have no words for what is no time', () => {
    expect(() => rowTimeText('never', 'UTC', 'en', began)).to.throw(RangeError);
    expect(() => rowTimeText('+010000-01-01T00:00:00Z', 'UTC', 'en', began)).to.throw(RangeError);
  });
});
