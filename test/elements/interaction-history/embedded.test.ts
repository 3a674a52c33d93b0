import { expect } from '@open-wc/testing';
import { ada, call, house as centre, noon, numbers, staySilent, until } from '../../support/card.js';
import { seat, idsOf, read, root, row, textOf } from './bench.js';
import { catalogue, hour, iso } from './house.js';

const ago = (hours: number, id: string, from: string) => ({
  ...call(from, {
    id,
    state: 'closed',
    startedAt: iso(noon - hours * hour),
    answeredAt: iso(noon - hours * hour),
    endedAt: iso(noon - hours * hour + 60_000),
  }),
});

describe('the history over an embedded backend', () => {
  staySilent();

  it('is of the customer by every address, with what was registered, live', async () => {
    const interactions = [ago(1, 'mail', 'ada@fjord.example'), ago(2, 'mobile', numbers.one), ago(3, 'stranger', numbers.none)];
    const backend = centre({ customers: [ada], interactions, catalogue });
    const [found] = await backend.customers.search('Ada');
    const at = seat({ change: () => backend, customerId: found!.id });
    await read(at);
    expect(idsOf(at)).to.deep.equal(['mail', 'mobile']);
    await backend.enquiries.register({ interactionId: 'mobile', topicIds: ['t2'] });
    await until(() => textOf(row(at, 'mobile')).includes('Meter reading'));
    await backend.interactions.record({ ...ago(0.5, 'new', numbers.one), customerId: found!.id });
    await until(() => idsOf(at)[0] === 'new');
    await backend.interactions.record({ ...ago(0.5, 'new', numbers.none), customerId: '' });
    await until(() => idsOf(at)[0] === 'mail');
  });

  it('is of a number that nobody has', async () => {
    const backend = centre({ customers: [ada], interactions: [ago(3, 'stranger', numbers.none)] });
    const at = seat({ change: () => backend, customerId: '', interaction: call(numbers.none) });
    await until(() => idsOf(at)[0] === 'stranger');
    expect(textOf(root(at).querySelector('h2'))).to.match(/of 90 00 01 11$/);
  });
});
