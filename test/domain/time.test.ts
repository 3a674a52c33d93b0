import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDay, isInstant } from '../../src/domain/time.js';

describe('asking whether a text is a day', () => {
  for (const text of ['2026-03-01', '2024-02-29', '2000-02-29', '0001-01-01', '2026-12-31'])
    it(`takes ${text}`, () => assert.ok(isDay(text)));
  for (const text of [
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-11-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '01.03.2026',
    '2026-03-01 ',
    '',
    '2026-03-01T00:00Z',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => assert.ok(!isDay(text)));
});

describe('asking whether a text is an instant', () => {
  for (const text of [
    '2026-03-01T09:30:00Z',
    '2026-03-01T09:30:00.123+01:00',
    '2026-03-01T09:30Z',
    '2026-03-29T02:30:00+0200',
    '2026-12-31T23:59:59.999999-12:45',
  ])
    it(`takes ${text}, in every time zone the same`, () => {
      assert.ok(isInstant(text));
      assert.ok(!Number.isNaN(Date.parse(text)));
    });
  for (const text of [
    '2026-03-01T09:30:00',
    '2026-03-01',
    '2026-02-30T09:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01 09:30:00Z',
    'now',
    '1772352000000',
    '2026-03-01T09:30:00z',
  ])
    it(`refuses ${text}`, () => assert.ok(!isInstant(text)));
});
