import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMobile } from '../../src/domain/mobile-numbers.js';

describe('whether an SMS may arrive', () => {
  for (const [number, expected] of [
    ['+4799887701', true], // Norway: 4 and 9
    ['+4722334455', false],
    ['+46701234567', true], // Sweden: 7
    ['+4685051000', false],
    ['+48601234567', true],
    ['+48223334455', false],
    ['+33612345678', true], // France: 6 and 7
    ['+33142345678', false],
    ['+31612345678', true],
    ['+31201234567', false],
    ['+12125551234', true], // nobody can tell from a number of North America
    ['+999', false],
    ['', false],
  ] as const)
    it(`${number}: ${expected ? 'yes' : 'no'}`, () => assert.equal(isMobile(number), expected));
});
