import { expect } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { LitElement } from 'lit';
import { customerContext, refreshContext } from '../../../src/wiring/context.js';
import { call, everything, staySilent, until } from '../../support/card.js';
import { all, asked, bench, type Bench, by, calm, en, fold, idsOf, read, root, rowsOf, seat, shown, textOf } from './bench.js';
import { historyHouse, me, ola, past } from './house.js';

const people = ['c1', 'c2', 'c3', 'c4', 'c5'];
/** Everybody has interactions with their own word in them. */
const town = () =>
  historyHouse(
    people.flatMap((customerId) =>
      [1, 2, 3].map((hours) => past(hours, { id: `${customerId} ${hours}`, customerId, excerpt: `word-of-${customerId}` })),
    ),
  );
const words = (at: Bench) => [...new Set(all(at, '.excerpt').map((each) => each.textContent!.trim()))];

describe('whose history it is', () => {
  staySilent();

  it('is the customer’s', async () => {
    const at = await bench({ interactions: [past(1)] });
    expect(textOf(by(at, 'h2'))).to.equal('Earlier interactions of this customer');
    expect(asked(at, 'list')[0]!.given[0]).to.deep.equal({ customerId: 'c1' });
  });

  it('is that of the number where there is no customer, as people write it', async () => {
    const interactions = [past(1, { id: 'old', from: '+47 900 12 345', customerId: undefined })];
    const at = seat({ interactions, customerId: '', interaction: call('+4790012345') });
    await read(at);
    await until(() => textOf(by(at, 'h2')) === 'Earlier interactions of 90 01 23 45');
    expect(idsOf(at)).to.deep.equal(['old']);
  });

  it('is that of an e-mail address', async () => {
    const at = await bench({ customerId: '', interaction: call('ada@fjord.example', { channel: 'email' }) });
    expect(textOf(by(at, 'h2'))).to.equal('Earlier interactions of ada@fjord.example');
  });

  it('asks by the conversation where the number is concealed', async () => {
    const at = await bench({ customerId: '', interaction: call('•••••• 45', { id: 'secret' }) });
    const [first] = asked(at, 'list');
    expect(first!.given[0]).to.deep.include({ address: { interactionId: 'secret' } });
    expect(textOf(by(at, 'h2'))).to.contain('•••••• 45');
  });

  it('is nobody’s without a customer, a conversation, or a number, and says so', async () => {
    for (const [interaction, text] of [
      [undefined, en['history-nobody']],
      [call(undefined), en['history-nobody']],
      [call(''), en['history-withheld']],
      [call('anonymous'), en['history-withheld']],
    ] as const) {
      const at = seat({ customerId: '', interaction });
      await until(() => by(at, '.none') && shown(at) === text, text);
      expect(asked(at, 'list')).to.have.length(0);
      expect(at.history.count).to.equal(undefined);
    }
  });

  it('is of the desk’s customer, unless the conversation is another one', async () => {
    const at = seat({ house: town(), customerId: '', interaction: call('+4790012345', { customerId: 'c2' }) });
    await until(() => words(at)[0] === 'word-of-c2');
    // Two desks' worth of conversations in one: this one is about somebody else.
    at.history.interaction = call('+4790012345', { customerId: 'c3' });
    await until(() => words(at)[0] === 'word-of-c3');
    at.history.interaction = call('anonymous');
    await until(() => shown(at) === en['history-withheld']);
    at.history.customerId = 'c4';
    await until(() => words(at)[0] === 'word-of-c4');
  });

  it('is another one at once: nothing of the old one is left', async () => {
    const at = await bench({ house: town() });
    await fold(at, 'c1 1');
    expect(words(at)).to.deep.equal(['word-of-c1']);
    at.faulty.hold('interactions.list');
    at.history.customerId = 'c2';
    await at.history.updateComplete;
    expect(everything(at.history)).to.not.contain('c1');
    expect([by(at, '.loading') !== null, at.history.count]).to.deep.equal([true, undefined]);
    await at.faulty.releaseAll();
    await read(at);
    expect(words(at)).to.deep.equal(['word-of-c2']);
    expect(by(at, '[aria-expanded=true]') === null).to.equal(true);
  });

  for (const ignoreSignal of [false, true])
    it(`is never another’s, in whatever order answers come${ignoreSignal ? ', also those of aborted requests' : ''}`, async () => {
      const at = seat({ house: town(), plan: { 'interactions.list': { ignoreSignal } } });
      await read(at);
      for (let round = 0; round < 6; round += 1) {
        at.faulty.hold('interactions.list');
        let last = '';
        for (let step = 0; step < 5; step += 1) {
          last = people[(round * 3 + step * 2) % people.length]!;
          at.history.customerId = last;
          await calm(at);
          expect(words(at).every((word) => word === `word-of-${last}`)).to.equal(true);
        }
        const stray: string[] = [];
        const observer = new MutationObserver(() => stray.push(...words(at).filter((word) => word !== `word-of-${last}`)));
        observer.observe(root(at), { childList: true, subtree: true, characterData: true });
        await at.faulty.releaseAll('random');
        await until(() => words(at)[0] === `word-of-${last}`);
        await calm(at);
        observer.disconnect();
        expect(stray).to.deep.equal([]);
      }
    });

  it('keeps nothing out of the page, and shows that of another desk there', async () => {
    const at = await bench({ house: town() });
    at.history.remove();
    await calm(at);
    expect(everything(at.history)).to.not.contain('word-of');
    expect(at.history.count).to.equal(undefined);
    const other = seat({ interactions: [past(1, { excerpt: 'of the other desk' })], customerId: '' });
    await calm(other);
    other.desk.append(at.history);
    await until(() => words(at)[0] === 'of the other desk');
    expect(words(at)).to.have.length(1);
    // Moved within a turn, it reads again and is whole.
    at.desk.append(at.history);
    await until(() => words(at)[0] === 'word-of-c1');
  });

  it('lets go of the backend when it leaves', async () => {
    const house = town();
    let watching = 0;
    const { watch } = house.backend;
    const at = await bench({
      house,
      change: (backend) => ({
        ...backend,
        watch: (scope, listeners) => {
          watching += 1;
          const stop = watch!(scope, listeners);
          return () => {
            watching -= 1;
            stop();
          };
        },
      }),
    });
    const there = watching;
    at.history.remove();
    await calm(at);
    expect(watching).to.equal(there - 1);
  });

  it('is another agent’s view when another one logs in', async () => {
    const house = historyHouse([past(1, { agentId: me.id, agentName: me.name }), past(2)]);
    const at = await bench({ house });
    expect(rowsOf(at)[0]).to.match(/\byou\b/);
    house.session = { ...house.session, agent: { id: ola.agentId, name: ola.agentName } };
    house.tell({ kind: 'session', id: 'session', revision: 2 });
    await until(() => rowsOf(at)[1]?.match(/\byou\b/) && rowsOf(at)[0]?.includes(me.name));
    house.session = { ...house.session, permissions: [] };
    house.tell({ kind: 'session', id: 'session', revision: 3 });
    await until(() => !by(at, '*'));
  });

  it('is read again with the card around it', async () => {
    class CardAround extends LitElement {
      readonly customer = new ContextProvider(this, { context: customerContext, initialValue: 'c1' });
      readonly refreshed = new ContextProvider(this, { context: refreshContext, initialValue: 0 });
    }
    customElements.define('card-around', CardAround);
    const card = new CardAround();
    const at = await bench({ house: town(), customerId: '', interaction: call('+4790012345', { customerId: 'c2' }) });
    at.desk.append(card);
    card.append(at.history);
    await until(() => words(at)[0] === 'word-of-c1');
    at.house.kept.set('silent', past(0.5, { id: 'silent' }));
    card.refreshed.setValue(1);
    await until(() => idsOf(at)[0] === 'silent');
  });
});

describe('a history from a hostile backend', () => {
  staySilent();
  const nasty = '<img src=x onerror=alert(1)>\u202e\u0000"\'`${}';

  it('shows texts as texts, and breaks on nothing', async () => {
    const properties = [
      'channel',
      'direction',
      'state',
      'from',
      'to',
      'lookup',
      'queue',
      'agentId',
      'agentName',
      'excerpt',
      'endedBy',
    ];
    const absurd = ['startedAt', 'answeredAt', 'endedAt', 'lastInboundAt'];
    const one = (name: string, value: unknown) => past(1, { id: `${name} ${nasty} ${String(value).slice(0, 9)}`, [name]: value });
    const interactions = [
      ...properties.map((name) => one(name, nasty)),
      ...absurd.flatMap((name) =>
        ['not a date', '0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59Z', '2026-02-31T00:00:00Z'].map((value) =>
          one(name, value),
        ),
      ),
      ...[...properties, ...absurd, 'revision', 'topicIds'].map((name) => one(name, 7)),
      one('topicIds', [nasty, 7, null]),
      one('excerpt', 'x'.repeat(100_000)),
      one('agentName', 'y'.repeat(100_000)),
      past(2, { id: 'honest' }),
    ];
    // As it comes, in no order.
    const backendOf = (items: unknown) => (backend: Bench['faulty']['backend']) => ({
      ...backend,
      interactions: { list: async () => ({ items: structuredClone(items) }) as never },
    });
    const at = await bench({ change: backendOf(interactions) });
    expect(rowsOf(at)).to.have.length(interactions.length);
    expect(by(at, 'img') === null).to.equal(true);
    expect(Math.max(...rowsOf(at).map(({ length }) => length))).to.be.lessThan(1000);
    for (const button of all(at, '[data-row]')) button.click();
    await calm(at);
    expect(by(at, 'img') === null).to.equal(true);
    expect(all(at, '.facts').length).to.equal(interactions.length);
    expect(new Set(all(at, '.facts').map(({ id }) => id)).size).to.equal(interactions.length);
    expect(idsOf(at)).to.contain('honest');
  });

  it('does with settings that are none', async () => {
    const house = historyHouse([past(1)], { session: { settings: { timeZone: '<Mars/Phobos>', retentionDays: -3 } } });
    const at = seat({
      house,
      change: (backend) => ({ ...backend, interactions: { list: async () => ({ items: [past(1)] }) } }),
    });
    await until(() => rowsOf(at).length === 1);
    expect(by(at, '.end') === null).to.equal(true);
  });

  for (const wrongShape of ['null', 'nothing', 'text', 'number', 'half a page', 'cyclic'] as const)
    it(`says that it could not be read when the answer is ${wrongShape}, or shows nothing`, async () => {
      const at = seat({ plan: { 'interactions.list': { wrongShape } }, interactions: [past(1)] });
      await until(() => by(at, '#retry, .none'));
      expect(rowsOf(at)).to.deep.equal([]);
    });

  for (const rawError of ['throw', 'TypeError', 'AbortError', 'text', 'nothing'] as const)
    it(`says that it could not be read when it raises ${rawError}`, async () => {
      const at = seat({ plan: { 'interactions.list': { rawError } }, interactions: [past(1)] });
      await until(() => by(at, '#retry'));
      at.faulty.set({});
      by(at, '#retry')!.click();
      await read(at);
    });
});
