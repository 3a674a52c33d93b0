import { expect } from '@open-wc/testing';
import { BackendError } from '../../src/backend/backend-error.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { pageClock } from '../../src/wiring/clock.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { stopTime } from '../support/page-clock.js';
import {
  another,
  calm,
  draftAt,
  form,
  free,
  handed,
  keyOf,
  type Note,
  type NoteForm,
  Office,
  until,
} from '../support/submission-form.js';

/** One that is free as soon as the outbox has what was in it. */
const freeForm = (office: Office, store?: DraftStore, record?: string) => form(office, store, record, 'free-form');
const released = ({ submission }: NoteForm) => submission.released.map(({ payload }) => (payload as Note).text);

describe('a form that is free at once', () => {
  stopTime();

  it('takes the next text as soon as the outbox has the last one', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await freeForm(office, store);
    office.hold();
    for (const text of ['One', 'Two']) {
      element.type(text);
      expect(await element.submit()).to.equal(true);
      expect([element.text, element.submission.locked, element.submission.face]).to.eql([undefined, false, 'none']);
    }
    element.type('Three');
    await element.submission.flush();
    expect([released(element), (await draftAt(store))?.typed, (await store.list('outbox/')).length]).to.eql([
      ['One', 'Two'],
      { text: 'Three' },
      2,
    ]);
    office.release();
    await until(() => element.told.length === 2);
    expect([released(element), element.text, office.done.length]).to.eql([[], 'Three', 2]);
  });

  it('is in the draft with its key before it is in the outbox, and in the draft no more after', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const order: string[] = [];
    const put: DraftStore['put'] = async (draft, condition) => {
      order.push(draft.key.split('/')[0]!);
      return store.put(draft, condition);
    };
    const element = await freeForm(office, { ...store, put });
    office.hold();
    await element.submit('Hello');
    expect(order.slice(0, 2)).to.eql(['draft', 'outbox']);
    await until(async () => !(await draftAt(store)));
    expect(released(element)).to.eql(['Hello']);
  });

  it('writes the same words twice where they are submitted twice', async () => {
    const office = new Office();
    const element = await freeForm(office, memoryDrafts());
    for (const text of ['Hello', 'Hello']) {
      element.type(text);
      await element.submit();
    }
    await until(() => element.told.length === 2);
    expect(new Set(office.done.map(({ key }) => key)).size).to.equal(2);
  });

  for (const code of ['invalid', 'denied', 'not-found', 'failed'] as const)
    it(`leaves what is refused with ${code} where it is, with the reason, until it is taken back`, async () => {
      const office = new Office();
      const element = await freeForm(office, memoryDrafts());
      office.failing = code;
      element.type('Hello');
      await element.submit();
      await until(() => element.submission.released[0]?.intent.state === 'needs-attention');
      expect([released(element), element.text, element.told]).to.eql([['Hello'], undefined, []]);
      office.failing = undefined;
      expect(await element.submission.reopen(element.submission.released[0]!, { text: 'Hello' })).to.equal(true);
      expect([released(element), element.text, element.submission.locked]).to.eql([[], 'Hello', false]);
      element.type('Hello!');
      await element.submit();
      await until(() => element.told.length);
      expect(element.told).to.eql(['sent Hello! of Hello!']);
    });

  it('does not do twice what was done without our knowing, when the same words are submitted again', async () => {
    const office = new Office();
    const element = await freeForm(office, memoryDrafts());
    office.losing = true;
    element.type('Hello');
    await element.submit();
    await until(() => element.submission.released[0]?.intent.error);
    await element.submission.reopen(element.submission.released[0]!, { text: 'Hello' });
    office.losing = false;
    await element.submit();
    await until(() => element.told.length);
    expect([office.done.length, new Set(office.asked.map(({ key }) => key)).size]).to.eql([1, 1]);
  });

  it('takes nothing back while something else is typed, or while it is under way', async () => {
    const office = new Office();
    const element = await freeForm(office, memoryDrafts());
    office.hold();
    await element.submit('Hello');
    await until(() => element.submission.released[0]?.intent.state === 'sending');
    expect(await element.submission.reopen(element.submission.released[0]!, { text: 'Hello' })).to.equal(false);
    expect([element.text, released(element)]).to.eql([undefined, ['Hello']]);
    element.type('Else');
    expect(await element.submission.reopen(element.submission.released[0]!, { text: 'Hello' })).to.equal(false);
    expect(element.text).to.equal('Else');
    office.release();
    await until(() => element.told.length);
    expect(element.text).to.equal('Else');
  });

  it('gives up what is not wanted any more', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await freeForm(office, store);
    office.failing = 'offline';
    await element.submit('Hello');
    await until(() => element.submission.released[0]?.intent.error);
    expect(await element.submission.giveUp(element.submission.released[0]!)).to.equal(true);
    await until(() => !released(element).length);
    expect((await store.list('outbox/')).length).to.equal(0);
  });

  it('keeps the draft where the store takes drafts and no outbox', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const put: DraftStore['put'] = async (draft, condition) => {
      if (draft.key.startsWith('outbox/')) throw new BackendError('unavailable', 'full');
      return store.put(draft, condition);
    };
    const element = await freeForm(office, { ...store, put });
    office.hold();
    element.type('Hello');
    await element.submit();
    await element.updateComplete;
    expect([element.submission.locked, (await draftAt(store))?.typed, element.submission.atRisk]).to.eql([
      true,
      { text: 'Hello' },
      true,
    ]);
    office.release();
    await free(element);
    expect(element.told).to.eql(['sent Hello of Hello']);
  });
});

describe('a page that died with a form that is free at once', () => {
  const time = stopTime();

  it('between draft and outbox: it is in the form again', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    await store.put({ key: keyOf('ada'), value: handed('Hello', 'k1'), changedAt: '2026-01-01T10:00:00.000Z' });
    const element = await freeForm(office, store);
    await until(() => element.submission.outgoing.loaded);
    await element.updateComplete;
    await time.pass(1000);
    await free(element);
    expect(element.text).to.equal('Hello');
    await element.submit();
    await until(() => element.told.length);
    expect(office.done).to.eql([{ text: 'Hello', key: 'k1' }]);
  });

  it('after the outbox had it, before the draft was gone: it is in the outbox alone', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    office.failing = 'offline';
    const first = await freeForm(office, another(store));
    first.type('Hello');
    await first.submit();
    await until(() => first.submission.released[0]?.intent.error);
    const { id } = first.submission.released[0]!.intent;
    first.remove();
    await store.put({ key: keyOf('ada'), value: handed('Hello', id), changedAt: '2026-01-01T10:00:00.000Z' });
    const second = await freeForm(office, another(store));
    await until(() => released(second).length === 1 && second.text === undefined);
    await until(async () => !(await draftAt(store)));
    office.failing = undefined;
    await second.submission.outgoing.retry(id);
    await time.pass(120_000);
    await until(() => second.told.length);
    expect([office.done.length, second.text]).to.eql([1, undefined]);
  });

  it('while it was taken back: it is in one of the two, and never in none', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    office.failing = 'denied';
    const first = await freeForm(office, another(store));
    first.type('Hello');
    await first.submit();
    await until(() => first.submission.released[0]?.intent.error);
    const steps: [draft: boolean, outbox: boolean][] = [];
    const note = async () => {
      const outbox = (await store.list('outbox/')).some(({ value }) => JSON.stringify(value).includes('Hello'));
      steps.push([Boolean(await draftAt(store)), outbox]);
    };
    const stop = store.watch!(() => void note());
    await first.submission.reopen(first.submission.released[0]!, { text: 'Hello' });
    await calm();
    stop();
    expect(steps.every(([draft, outbox]) => draft || outbox)).to.equal(true);
    expect(steps.length).to.be.above(1);
  });
});

describe('a form whose text is sent after a while', () => {
  const time = stopTime();
  const inFive = () => new Date(pageClock.now() + 5000).toISOString();

  it('is closed meanwhile, sends nothing, and is free when it has gone out', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await freeForm(office, store);
    office.hold();
    element.type('Hello');
    await element.submit('Hello', inFive());
    expect([element.text, element.submission.locked, element.submission.face, released(element)]).to.eql([
      'Hello',
      true,
      'sending',
      [],
    ]);
    await time.pass(4900);
    await calm();
    expect(office.asked).to.eql([]);
    await time.pass(200);
    await until(() => office.asked.length === 1 && !element.submission.locked);
    expect([element.text, released(element)]).to.eql([undefined, ['Hello']]);
    office.release();
    await until(() => element.told.length === 1);
    expect([office.done.length, released(element)]).to.eql([1, []]);
  });

  it('is given back as if nothing had been', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await freeForm(office, store);
    element.type('Hello');
    await element.submit('Hello', inFive());
    expect(await element.submission.again()).to.equal(true);
    await time.pass(60_000);
    await calm();
    expect([office.asked, element.text, element.submission.locked]).to.eql([[], 'Hello', false]);
    expect((await store.list('outbox/')).length).to.equal(0);
  });
});
