import { expect, fixture, html } from '@open-wc/testing';
import { BackendError } from '../../src/backend/backend-error.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { leftovers, nothingLeft } from '../support/leftovers.js';
import { stopTime } from '../support/page-clock.js';
import {
  another,
  calm,
  draftAt,
  form,
  free,
  handed,
  type Kept,
  keyOf,
  kind,
  Office,
  show,
  until,
} from '../support/submission-form.js';

describe('what is typed', () => {
  stopTime();

  it('is kept as a draft of the record on screen, and waits for it', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await form(office, store);
    element.type('Hello');
    expect([element.submission.dirty, element.submission.locked, element.submission.face]).to.eql([true, false, 'none']);
    await element.submission.flush();
    expect(await draftAt(store)).to.eql({ typed: { text: 'Hello' } });
    await show(element, { record: 'bo' });
    expect(element.text).to.equal(undefined);
    element.type('Hi');
    await show(element, { record: 'ada' });
    expect(element.text).to.equal('Hello');
    await show(element, { record: undefined });
    expect([element.text, element.submission.dirty]).to.eql([undefined, false]);
    expect(office.asked).to.eql([]);
  });

  it('is the same in another window, until it is discarded', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const [one, other] = [await form(office, another(store)), await form(office, another(store))];
    one.type('Hello');
    await one.submission.flush();
    await until(() => other.text === 'Hello');
    expect(other.restored).to.equal(1);
    await other.submission.discard();
    await until(() => one.text === undefined);
    expect(await draftAt(store)).to.equal(undefined);
  });

  it('is at risk with the page as long as nobody was handed it', async () => {
    const element = await form(new Office(), memoryDrafts());
    expect(element.submission.atRisk).to.equal(false);
    element.type('Hello');
    expect(element.submission.atRisk).to.equal(true);
    await element.submit();
    await free(element);
    expect(element.submission.atRisk).to.equal(false);
  });
});

describe('what is submitted', () => {
  const time = stopTime();

  it('is locked until it is acknowledged, told once, and leaves no draft', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await form(office, store);
    office.hold();
    element.type('Hello');
    expect(await element.submit()).to.equal(true);
    await until(() => office.asked.length === 1);
    await element.updateComplete;
    expect([element.submission.locked, element.submission.face, element.text]).to.eql([true, 'sending', 'Hello']);
    element.type('Something else');
    expect([element.text, await element.submit('Again'), element.told]).to.eql(['Hello', false, []]);
    office.release();
    await free(element);
    await until(() => element.told.length);
    expect([element.text, element.told]).to.eql([undefined, ['sent Hello of Hello']]);
    await until(async () => !(await draftAt(store)));
    expect(office.done).to.have.length(1);
  });

  it('is in the draft with its key before it is in the outbox', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const order: string[] = [];
    const put: DraftStore['put'] = async (draft, condition) => {
      order.push(`${draft.key.split('/')[0]} ${(draft.value as Kept).intent ?? (draft.value as { id?: string }).id}`);
      return store.put(draft, condition);
    };
    const element = await form(office, { ...store, put });
    await element.submit('Hello');
    await free(element);
    const [{ key } = { key: '' }] = office.done;
    expect(order.slice(0, 2)).to.eql([`draft ${key}`, `outbox ${key}`]);
  });

  it('has one effect of a double click', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    element.type('Hello');
    expect(await Promise.all([element.submit(), element.submit(), element.submit()])).to.eql([true, false, false]);
    await free(element);
    expect(office.asked).to.have.length(1);
  });

  it('is nothing without a record on screen', async () => {
    const office = new Office();
    const element = await form(office);
    await show(element, { record: undefined });
    expect(await element.submit('Hello')).to.equal(false);
    expect(office.asked).to.eql([]);
  });

  it('is told of whatever is on screen by then, and leaves that alone', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await form(office, store);
    office.hold();
    element.type('Hello');
    await element.submit();
    await show(element, { record: 'bo' });
    expect([element.submission.locked, element.submission.face]).to.eql([false, 'none']);
    element.type('Hi');
    office.release();
    await until(() => element.told.length);
    await until(async () => !(await draftAt(store)));
    expect([element.told, element.text]).to.eql([['sent Hello of Hello'], 'Hi']);
    await show(element, { record: 'ada' });
    expect([element.text, element.submission.locked]).to.eql([undefined, false]);
  });

  it('is sent also from a form that has gone, and known when it is back', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await form(office, store);
    const parent = element.parentElement!;
    office.hold();
    element.type('Hello');
    await element.submit();
    await until(() => office.asked.length);
    element.remove();
    office.release();
    await until(() => office.done.length);
    await calm();
    expect(element.told).to.eql([]);
    parent.append(element);
    await until(() => element.isConnected && element.submission.intent === undefined && !element.submission.locked);
    expect(element.text).to.equal(undefined);
  });

  it('is done when it was discarded while it was under way, and what is typed then is left alone', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await form(office, store);
    office.hold();
    element.type('Hello');
    await element.submit();
    await until(() => office.asked.length);
    await element.submission.discard();
    expect([element.submission.locked, element.text]).to.eql([false, undefined]);
    element.type('Hi');
    await element.submission.flush();
    office.release();
    await until(() => element.told.length);
    await calm();
    expect([element.told, element.text, (await draftAt(store))?.typed]).to.eql([['sent Hello of Hello'], 'Hi', { text: 'Hi' }]);
  });

  it('is waited for, and no longer than is asked', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.hold();
    element.type('Hello');
    void element.submit();
    let waited = 0;
    void element.submission.settled(5000).then(() => (waited += 1));
    await until(() => office.asked.length);
    await time.pass(4000);
    expect(waited).to.equal(0);
    await time.pass(1000);
    await until(() => waited === 1);
    void element.submission.settled(5000).then(() => (waited += 1));
    await calm();
    expect(waited).to.equal(1);
    office.release();
    await until(() => waited === 2);
    expect(element.submission.locked).to.equal(false);
    await element.submission.settled(5000);
  });

  it('that waits for better times is not waited for', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.failing = 'offline';
    await element.submit('Hello');
    await until(() => element.submission.face === 'waiting');
    await element.submission.settled(5000);
    expect(element.submission.locked).to.equal(true);
  });
});

describe('what is refused', () => {
  stopTime();

  for (const code of ['invalid', 'denied', 'not-found', 'unsupported', 'conflict'] as const)
    it(`is in the form again after ${code}, with the reason, and nowhere else`, async () => {
      const [office, store] = [new Office(), memoryDrafts()];
      const element = await form(office, store);
      office.failing = code;
      office.fields = [{ field: 'text', reason: 'required' }];
      element.type('Hello');
      await element.submit();
      await until(() => element.told.length);
      await element.updateComplete;
      expect(element.told).to.eql([`refused ${code} text`]);
      expect([element.text, element.submission.locked, element.submission.refusal]).to.eql(['Hello', false, code]);
      expect(await store.list('outbox/')).to.have.length(0);
      expect((await draftAt(store))?.intent).to.equal(undefined);
      element.type('Hello!');
      expect(element.submission.refusal).to.equal(undefined);
      office.failing = undefined;
      await element.submit();
      await free(element);
      expect(element.told.at(-1)).to.equal('sent Hello! of Hello!');
    });

  it('keeps its key while the words are the same, and has another with others', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.failing = 'invalid';
    for (const text of ['Hello', 'Hello', 'Hello!', 'Hello']) {
      element.type(text);
      await element.submit();
      await until(() => element.told.length && !element.submission.locked);
      element.told.length = 0;
    }
    const [one, same, others, last] = office.asked.map(({ key }) => key);
    expect(same).to.equal(one);
    expect(new Set([one, others, last]).size, 'what was handed over last is remembered').to.equal(3);
  });

  it('is not said of another record', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.failing = 'denied';
    await element.submit('Hello');
    await until(() => element.told.length);
    await show(element, { record: 'bo' });
    expect(element.submission.refusal).to.equal(undefined);
  });

  it('is in its form when that is shown again, after it was refused meanwhile', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.failing = 'denied';
    office.hold();
    element.type('Hello');
    await element.submit();
    await show(element, { record: 'bo' });
    element.type('Hi');
    office.release();
    await calm();
    expect([element.text, element.submission.locked, element.told]).to.eql(['Hi', false, []]);
    await show(element, { record: 'ada' });
    await until(() => element.told.length);
    await free(element);
    expect([element.text, element.told]).to.eql(['Hello', ['refused denied']]);
  });

  it('is not sent at all where nobody sends it', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    element.type('Hello');
    const sent = await element.submission.submit({ text: 'Hello' }, { kind: 'notes.burn', about: 'note/ada', payload: {} });
    expect([sent, element.text, element.submission.locked, element.submission.refusal]).to.eql([
      false,
      'Hello',
      false,
      'unsupported',
    ]);
  });
});

describe('what cannot be sent now', () => {
  const time = stopTime();

  for (const code of ['offline', 'timeout', 'unavailable', 'rate-limited', 'unauthenticated'] as const)
    it(`waits after ${code}, and has one effect`, async () => {
      const office = new Office();
      const element = await form(office, memoryDrafts());
      office.failing = code;
      element.type('Hello');
      await element.submit();
      await until(() => element.submission.face === 'waiting');
      expect([element.submission.locked, element.text, element.submission.intent?.error?.code]).to.eql([true, 'Hello', code]);
      office.failing = undefined;
      await element.submission.retry();
      await time.pass(120_000);
      await free(element);
      expect([element.told, office.done.length]).to.eql([['sent Hello of Hello'], 1]);
    });

  it('stops where only the agent can say what now, and is tried again', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.failing = 'failed';
    await element.submit('Hello');
    await until(() => element.submission.face === 'stopped');
    expect(element.submission.locked).to.equal(true);
    office.failing = undefined;
    await element.submission.retry();
    await free(element);
    expect(element.told).to.eql(['sent Hello of Hello']);
  });

  it('is taken back into the form, and the same words are not done twice', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.losing = true; // it was done
    element.type('Hello');
    await element.submit();
    await until(() => element.submission.face === 'waiting');
    expect(await element.submission.again()).to.equal(true);
    expect([element.submission.locked, element.text]).to.eql([false, 'Hello']);
    office.losing = false;
    element.type('Hello!');
    element.type('Hello');
    await element.submit();
    await free(element);
    expect([element.told, office.done.length, new Set(office.asked.map(({ key }) => key)).size]).to.eql([
      ['sent Hello of Hello'],
      1,
      1,
    ]);
  });

  it('is not taken back while it is under way', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.hold();
    await element.submit('Hello');
    await until(() => element.submission.intent?.state === 'sending');
    expect(await element.submission.again()).to.equal(false);
    expect(element.submission.locked).to.equal(true);
    office.release();
    await free(element);
  });

  it('is taken back where it was typed, whatever is on screen by then', async () => {
    const office = new Office();
    const element = await form(office, memoryDrafts());
    office.failing = 'offline';
    for (const record of ['ada', 'bo']) {
      await show(element, { record });
      element.type(`To ${record}`);
      await element.submit();
      await until(() => element.submission.face === 'waiting');
    }
    await show(element, { record: 'ada' });
    await until(() => element.submission.face === 'waiting');
    const back = element.submission.again();
    element.record = 'bo';
    element.requestUpdate();
    await element.updateComplete;
    expect(await back).to.equal(true);
    await until(() => element.submission.intent);
    expect([element.text, element.submission.locked]).to.eql(['To bo', true]);
  });

  it('is at risk only where it waits in the memory of the page', async () => {
    for (const store of [undefined, memoryDrafts()]) {
      const office = new Office();
      office.failing = 'offline';
      const element = await form(office, store);
      await element.submit('Hello');
      await until(() => element.submission.face === 'waiting');
      expect(element.submission.atRisk, store ? 'chosen' : 'none').to.equal(!store);
    }
  });
});

describe('a page that died', () => {
  const time = stopTime();

  it('between draft and outbox: it is in the form again after a moment, and the same words keep their key', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    await store.put({ key: keyOf('ada'), value: handed('Hello', 'k1'), changedAt: '2026-01-01T10:00:00.000Z' });
    const element = await form(office, store);
    await until(() => element.submission.outgoing.loaded);
    await element.updateComplete;
    expect([element.text, element.submission.locked]).to.eql(['Hello', true]);
    await time.pass(1000);
    await free(element);
    expect(element.text).to.equal('Hello');
    await element.submit();
    await free(element);
    expect(office.done).to.eql([{ text: 'Hello', key: 'k1' }]);
  });

  it('between draft and outbox: other words have another key', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    await store.put({ key: keyOf('ada'), value: handed('Hello', 'k1'), changedAt: '2026-01-01T10:00:00.000Z' });
    const element = await form(office, store);
    await until(() => element.submission.outgoing.loaded);
    await element.updateComplete;
    await time.pass(1000);
    await free(element);
    element.type('Hello!');
    await element.submit();
    await free(element);
    expect([office.done.length, office.done[0]!.text, office.done[0]!.key === 'k1']).to.eql([1, 'Hello!', false]);
  });

  it('after the outbox had it: it is sent once, and told by the next page', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    office.failing = 'offline';
    const first = await form(office, another(store));
    first.type('Hello');
    await first.submit();
    await until(() => first.submission.face === 'waiting');
    first.remove();
    office.failing = undefined;
    const second = await form(office, another(store));
    await until(() => second.submission.outgoing.loaded);
    await second.submission.retry();
    await time.pass(120_000);
    await until(() => second.told.length);
    await free(second);
    expect([second.told, office.done.length, second.text]).to.eql([['sent Hello of Hello'], 1, undefined]);
  });

  it('after it was acknowledged, before the draft was gone: it is not in the form again', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const first = await form(office, another(store));
    await first.submit('Hello');
    await free(first);
    const [{ key } = { key: '' }] = office.done;
    first.remove();
    await store.put({ key: keyOf('ada'), value: handed('Hello', key), changedAt: '2026-01-01T10:00:00.000Z' });
    const second = await form(office, another(store));
    await until(() => second.submission.outgoing.loaded && second.text === undefined);
    await until(async () => !(await draftAt(store)));
    expect(office.asked).to.have.length(1);
  });
});

describe('two windows', () => {
  const time = stopTime();

  it('are both closed while one hands over, both empty when it is acknowledged, and the host hears it once', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const [one, other] = [await form(office, another(store)), await form(office, another(store))];
    office.hold();
    one.type('Hello');
    await one.submit();
    await until(() => other.submission.locked && other.text === 'Hello');
    expect(await other.submit('Hi')).to.equal(false);
    await until(() => office.asked.length);
    await calm();
    expect(office.asked).to.have.length(1);
    office.release();
    await Promise.all([free(one), free(other)]);
    await until(() => one.told.length);
    await calm();
    expect([one.told, other.told, one.text, other.text]).to.eql([['sent Hello of Hello'], [], undefined, undefined]);
  });

  it('of which the one that handed over has gone: the other tells', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const [one, other] = [await form(office, another(store)), await form(office, another(store))];
    office.failing = 'offline';
    one.type('Hello');
    await one.submit();
    await until(() => other.submission.face === 'waiting');
    one.remove();
    office.failing = undefined;
    await other.submission.retry();
    await time.pass(120_000);
    await until(() => other.told.length);
    await free(other);
    expect([one.told, other.told, office.done.length]).to.eql([[], ['sent Hello of Hello'], 1]);
  });

  it('of which one hands over slowly: the other waits a moment before it takes it for lost', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const other = await form(office, another(store));
    await until(() => other.submission.outgoing.loaded);
    await store.put({ key: keyOf('ada'), value: handed('Hello', 'k1'), changedAt: '2026-01-01T10:00:00.000Z' });
    await until(() => other.submission.locked);
    await other.updateComplete;
    await time.pass(900);
    const one = await form(office, another(store), 'bo');
    office.hold();
    await one.submission.outgoing.enqueue({
      id: 'k1',
      kind,
      about: 'note/ada',
      payload: { payload: { text: 'Hello' }, draftKey: keyOf('ada') },
    });
    await until(() => other.submission.intent);
    await time.pass(900);
    expect(other.submission.locked).to.equal(true);
    office.release();
    await free(other);
    expect(office.done).to.have.length(1);
  });
});

describe('a store that fails', () => {
  const time = stopTime();
  const broken = (put: DraftStore['put']): DraftStore => ({ ...memoryDrafts(), put });

  it('keeps nobody from submitting', async () => {
    const office = new Office();
    const element = await form(
      office,
      broken(async () => {
        throw new BackendError('failed', 'The disk is full');
      }),
    );
    element.type('Hello');
    expect(element.submission.atRisk).to.equal(true);
    office.hold();
    expect(await element.submit()).to.equal(true);
    await until(() => office.asked.length);
    expect([element.submission.locked, element.submission.atRisk]).to.eql([true, true]);
    office.release();
    await free(element);
    expect([element.told, element.submission.atRisk]).to.eql([['sent Hello of Hello'], false]);
  });

  it('that never answers is not waited for', async () => {
    const office = new Office();
    const element = await form(
      office,
      broken(() => new Promise(() => undefined)),
    );
    element.type('Hello');
    const sent = element.submit();
    await time.pass(3000);
    await time.pass(3000);
    expect(await sent).to.equal(true);
    await until(() => element.told.length);
    expect(office.done).to.have.length(1);
  });

  it('leaves what was typed in the form when it can be handed to nobody', async () => {
    const element = await form(new Office(), memoryDrafts());
    element.type('Hello');
    await show(element, { backend: undefined });
    expect(await element.submit()).to.equal(false);
    expect([element.text, element.submission.locked, element.submission.refusal]).to.eql(['Hello', false, 'unavailable']);
  });
});

describe('coming and going', () => {
  it('leaves no timers, whatever it waited for', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const lost = () => store.put({ key: keyOf('ada'), value: handed('Hello', 'k1'), changedAt: '2026-01-01T10:00:00.000Z' });
    await lost();
    const first = await form(office, store); // what is once a page
    await until(() => first.submission.outgoing.loaded);
    first.remove();
    const left = await leftovers(async () => {
      const element = await form(office, store);
      await until(() => element.submission.outgoing.loaded);
      await element.updateComplete;
      void element.submission.settled(5000);
      expect(element.submission.locked).to.equal(true);
      const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
      elsewhere.append(element);
      await until(() => element.submission.locked);
      office.hold();
      element.record = 'bo';
      element.requestUpdate();
      await element.updateComplete;
      await element.submission.ready();
      element.type('Hi');
      element.remove();
      await element.updateComplete;
    });
    expect(left).to.eql(nothingLeft);
  });

  it('finds what was typed where it is put', async () => {
    const [office, store] = [new Office(), memoryDrafts()];
    const element = await form(office, store);
    element.type('Hello');
    element.remove();
    expect([element.text, element.submission.dirty]).to.eql([undefined, false]);
    (await fixture<HTMLElement>(html`<div></div>`)).append(element);
    await until(() => element.text === 'Hello');
    expect(element.submission.dirty).to.equal(true);
  });
});
