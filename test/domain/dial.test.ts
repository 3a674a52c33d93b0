import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dialPlan } from '../../src/domain/dial.js';
import { customer, fields } from './people.js';

const plan = (values: Record<string, string>) => dialPlan(customer(values), fields);

describe('pressing call', () => {
  describe('on a customer without a number', () => {
    it('has nothing to call', () => {
      assert.deepEqual(plan({}), { kind: 'none' });
      assert.deepEqual(plan({ mobile: '  ', email: 'a@example.org' }), { kind: 'none' });
    });
  });

  describe('on a customer with one number', () => {
    it('dials it', () => assert.deepEqual(plan({ phone: '22334455' }), { kind: 'dial', field: 'phone' }));
    it('dials it also when it is concealed', () =>
      assert.deepEqual(plan({ secretPhone: '•••••• 45' }), { kind: 'dial', field: 'secretPhone' }));
  });

  describe('on a customer with several numbers', () => {
    it('lets the agent choose, in the order of the fields', () =>
      assert.deepEqual(plan({ phone: '1', mobile: '2' }), { kind: 'choose', fields: ['mobile', 'phone'] }));
    it('dials the default number when it has a value', () =>
      assert.deepEqual(plan({ phone: '1', mobile: '2', direct: '3' }), { kind: 'dial', field: 'direct' }));
    it('lets the agent choose when the default number is empty', () =>
      assert.deepEqual(plan({ phone: '1', mobile: '2', direct: ' ' }), { kind: 'choose', fields: ['mobile', 'phone'] }));
  });

  it('does not take what every object has for a number', () => {
    assert.deepEqual(dialPlan(customer({}), [{ name: 'toString', type: 'text', use: 'phone' }]), { kind: 'none' });
  });
});
