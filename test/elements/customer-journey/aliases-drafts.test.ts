import { expect } from '@open-wc/testing';
import type { Intent } from '../../../src/wiring/intent.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { staySilent, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import { add, bars, click, input, isOpen, known, listed, look, remove, sent, told, turnTo, type, undo } from './aliases-bench.js';
import { asked, bench, type Bench, type BenchOptions, by, calm, en, seat } from './bench.js';
import { aliases, type JourneyHouse, journeyHouse, visiting } from './house.js';

const aHouse = (): JourneyHouse => journeyHouse(visiting(), { aliases });
/** What is kept survives a page; nothing else of a page does. */
const another = (drafts: DraftStore): DraftStore => ({ ...drafts });
const intents = async (drafts: DraftStore): Promise<readonly Intent[]> =>
  (await drafts.list('outbox/')).map(({ value }) => value as Intent);

/** What a page leaves that died: its own outbox goes on with nothing of it. */
async function dead(at: Bench, drafts: DraftStore, change: (intent: Intent) => Partial<Intent>): Promise<DraftStore> {
  const left = memoryDrafts();
  for (const row of await drafts.list('draft/')) await left.put(row);
  for (const row of await drafts.list('outbox/')) {
    const intent = row.value as Intent;
    if (intent.state) await left.put({ ...row, value: { ...intent, ...change(intent) } });
  }
  at.desk.parentElement!.remove();
  for (const { key } of await drafts.list('outbox/')) await drafts.delete(key);
  return left;
}

describe('what is typed about an alias', () => {
  staySilent();
  const time = stopTime();

  it('is kept for each customer', async () => {
    const at = await known({ house: aHouse() });
    await type(at, 'for Ingrid');
    await turnTo(at, 'c2');
    expect(isOpen(at)).to.equal(false);
    await look(at);
    expect(input(at).value).to.equal('');
    await type(at, 'for Bo');
    await turnTo(at, 'c1');
    await until(() => isOpen(at) && input(at).value === 'for Ingrid');
    await turnTo(at, 'c2');
    await until(() => isOpen(at) && input(at).value === 'for Bo');
    expect(sent(at, 'addAlias')).to.deep.equal([]);
  });

  it('is there again when the element is, and in the next page, where it is shown by itself', async () => {
    const drafts = memoryDrafts();
    const at = await known({ house: aHouse(), drafts: another(drafts) });
    await type(at, 'ingrid');
    const { desk, journey } = at;
    journey.remove();
    await until(async () => (await drafts.list('draft/')).length === 1);
    desk.append(journey);
    await until(() => isOpen(at) && input(at)?.value === 'ingrid');
    desk.parentElement!.remove();
    const next = await bench({ house: at.house, drafts: another(drafts) });
    await until(() => isOpen(next) && input(next).value === 'ingrid');
    expect(bars(next)).to.include(en['draft-restored']);
    await click(next, en['discard']);
    expect([input(next).value, bars(next)]).to.deep.equal(['', '']);
    await until(async () => (await drafts.list('draft/')).length === 0);
  });

  it('can be put away, and is not shown again for that', async () => {
    const at = await known({ house: aHouse() });
    await type(at, 'ingrid');
    by(at, '.aliases summary')!.click();
    await calm(at);
    at.journey.requestUpdate();
    await calm(at);
    expect(isOpen(at)).to.equal(false);
  });

  it('is one text in two windows, and neither is lost', async () => {
    const drafts = memoryDrafts();
    const house = aHouse();
    const one = await known({ house, drafts: another(drafts) });
    const two = await known({ house, drafts: another(drafts) });
    await type(one, 'of the first');
    await time.pass(600);
    await until(() => input(two).value === 'of the first');
    await type(two, 'of the second');
    await time.pass(600);
    await until(() => input(one).value === 'of the second');
    await add(two, 'of the second');
    await until(() => listed(two).includes('of the second'));
    await until(() => input(one).value === '');
    await time.pass(1000);
    await until(() => listed(one).includes('of the second'));
    expect(house.aliases.filter(({ value }) => value === 'of the second').length).to.equal(1);
  });
});

describe('what an earlier page left of aliases', () => {
  staySilent();
  const time = stopTime();

  const later = (house: JourneyHouse, drafts: DraftStore, options: BenchOptions = {}): Promise<Bench> =>
    bench({ house, drafts: another(drafts), ...options });

  it('is sent although nobody looks, once', async () => {
    const drafts = memoryDrafts();
    const at = await known({ house: aHouse(), drafts: another(drafts), plan: { 'journeys.addAlias': { failing: 'offline' } } });
    await add(at, 'ingrid');
    await until(() => bars(at).includes(en['sent-by-itself']));
    const left = await dead(at, drafts, () => ({ nextAt: undefined }));
    const next = await later(at.house, left);
    await until(() => at.house.aliases.some(({ value }) => value === 'ingrid'));
    await look(next);
    await until(() => input(next).value === '');
    expect([listed(next).includes('ingrid'), sent(next, 'addAlias').length]).to.deep.equal([true, 1]);
  });

  it('is sent where there is no customer on screen', async () => {
    const drafts = memoryDrafts();
    const at = await known({ house: aHouse(), drafts: another(drafts), plan: { 'journeys.addAlias': { failing: 'offline' } } });
    await add(at, 'ingrid');
    await until(() => bars(at).includes(en['sent-by-itself']));
    const left = await dead(at, drafts, () => ({ nextAt: undefined }));
    seat({ house: at.house, drafts: left, customerId: '' });
    await until(() => at.house.aliases.some(({ value }) => value === 'ingrid'));
  });

  it('was done without an answer, and is not done twice', async () => {
    const drafts = memoryDrafts();
    const house = aHouse();
    const at = await known({ house, drafts: another(drafts), plan: { 'journeys.addAlias': { never: true } } });
    await add(at, 'ingrid');
    await until(() => sent(at, 'addAlias').length === 1);
    const [intent] = await intents(drafts);
    await house.backend.journeys!.addAlias!({ customerId: 'c1', kind: 'login', value: 'ingrid' }, { key: intent!.key });
    const left = await dead(at, drafts, () => ({ state: 'queued', nextAt: undefined }));
    const next = await later(house, left);
    await until(() => sent(next, 'addAlias').length === 1);
    await look(next);
    await until(() => listed(next).includes('ingrid') && input(next).value === '');
    expect(house.aliases.filter(({ value }) => value === 'ingrid').length).to.equal(1);
  });

  it('is not done when it could still be undone: that is said, where it is seen', async () => {
    const drafts = memoryDrafts();
    const at = await known({ house: aHouse(), drafts: another(drafts) });
    await remove(at, 'a3');
    const left = await dead(at, drafts, () => ({ heldBy: 'a page that died' }));
    const next = await later(at.house, left);
    await until(() => isOpen(next) && undo(next, 'a3'));
    await time.pass(40_000);
    await until(() => bars(next).includes(en['journey-alias-not-removed']));
    expect([bars(next).includes(en['deletion-not-sent']), at.house.aliases.length, sent(next, 'removeAlias')]).to.deep.equal([
      true,
      3,
      [],
    ]);
    await until(async () => (await intents(left)).length === 0);
  });

  it('is undone in another window too', async () => {
    const drafts = memoryDrafts();
    const house = aHouse();
    const one = await known({ house, drafts: another(drafts) });
    const two = await known({ house, drafts: another(drafts) });
    await remove(one, 'a3');
    await until(() => undo(two, 'a3'));
    undo(two, 'a3')!.click();
    await until(() => by(one, '[id="remove-a3"]'));
    await time.pass(60_000);
    expect([sent(one, 'removeAlias'), sent(two, 'removeAlias')]).to.deep.equal([[], []]);
    await remove(two, 'a3');
    await time.pass(10_000);
    await until(() => listed(one).length === 2 && listed(two).length === 2);
    expect(sent(one, 'removeAlias').length + sent(two, 'removeAlias').length).to.equal(1);
    expect([...told(one), ...told(two)].filter((text) => text === en['journey-alias-removed']).length).to.equal(1);
  });

  it('stays in the page where the chosen store takes nothing', async () => {
    const broken: DraftStore = { ...memoryDrafts(), put: () => Promise.reject(new Error('full')) };
    const at = await known({ house: aHouse(), drafts: broken });
    await remove(at, 'a3');
    await time.pass(10_000);
    await until(() => listed(at).length === 2);
    await type(at, 'ingrid');
    by<HTMLFormElement>(at, '.adding')!.requestSubmit();
    await until(() => listed(at).includes('ingrid'));
    expect(asked(at, 'addAlias').length).to.equal(1);
  });
});
