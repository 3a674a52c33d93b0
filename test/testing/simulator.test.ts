import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memory } from '../../src/adapters/memory.js';
import type { Interaction } from '../../src/domain/interaction.js';
import type { FindOutcome } from '../../src/domain/match.js';
import { campaign } from '../domain/campaigns.js';
import { callSimulator, type CallSimulator, type ScenarioId } from '../../src/testing/index.js';

const start = Date.parse('2026-03-10T12:00:00Z');
const people = [
  { type: 'person', fields: { givenName: 'Kari', familyName: 'Nordmann', mobile: '+47 922 33 445', email: 'kari@example.org' } },
  { type: 'person', fields: { givenName: 'Ola', familyName: 'Hansen', mobile: '+47 922 33 446' } },
  { type: 'person', fields: { givenName: 'Per', familyName: 'Lund', phone: '+47 922 33 447' } },
  { type: 'person', fields: { givenName: 'Pia', familyName: 'Lund', phone: '92233447' } },
  { type: 'organization', fields: { organization: 'Acme', phone: '+47 22 34 56 78' } },
  { type: 'person', fields: { givenName: 'Bo', familyName: 'Ek', phone: '+47 22 34 56 78' } },
] as const;

const backendOf = (customers: typeof people | []) =>
  memory({
    customers,
    campaigns: [campaign(), campaign({ id: 'autumn', status: 'ended' })],
    settings: { ownNumbers: ['+4721000000'] },
    role: 'agent',
  });

/** Timers that let no time pass, and a clock that goes on by a second at every look. */
function simulator(more: Parameters<typeof callSimulator>[0] = {}): CallSimulator {
  let seconds = 0;
  const timers = {
    set: (run: () => void) => setTimeout(run, 0),
    clear: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  };
  return callSimulator({ now: () => start + 1000 * (seconds += 1), timers, ...more });
}

async function played(play: ReturnType<CallSimulator['play']>, most = 20): Promise<Interaction[]> {
  const all: Interaction[] = [];
  for await (const interaction of play) {
    all.push(interaction);
    if (all.length === most) break;
  }
  return all;
}

describe('the call simulator', () => {
  it('plays nothing that it knows nobody for, before it has learnt', async () => {
    const calls = simulator();
    const possible = calls.scenarios.filter((each) => each.possible).map(({ id }) => id);
    assert.deepEqual(possible, ['withheld']);
    assert.deepEqual(await played(calls.play('one')), []);
  });

  it('can play every scenario once it has learnt of all kinds, each with words', async () => {
    const calls = simulator();
    await calls.learn(backendOf(people));
    assert.deepEqual(
      calls.scenarios.filter((each) => !each.possible || each.says === ''),
      [],
    );
  });

  it('plays calls that come to what they are called', async () => {
    const backend = backendOf(people);
    const outcomes: Partial<Record<ScenarioId, FindOutcome>> = {
      ...{
        one: 'one',
        many: 'many',
        shared: 'many',
        none: 'none',
        withheld: 'withheld',
        own: 'own',
        internal: 'internal',
        email: 'one',
      },
    };
    for (let seed = 0; seed < 5; seed++) {
      const calls = simulator({ random: () => seed / 5 });
      await calls.learn(backend);
      for (const [id, outcome] of Object.entries(outcomes)) {
        const [interaction, ...more] = await played(calls.play(id as ScenarioId));
        assert.deepEqual([interaction?.state, more], ['offered', []]);
        const result = await backend.customers.find({ raw: interaction?.from ?? '' });
        assert.equal(result.outcome, outcome, id);
        if (id === 'shared') assert.equal(result.matches[0]?.customer.type, 'organization');
        if (id === 'many') assert.ok(result.matches.every(({ customer }) => customer.type === 'person'));
      }
    }
  });

  it('invents no number that a backend without customers does not have, except for nobody', async () => {
    const calls = simulator();
    await calls.learn(backendOf([]));
    const possible = calls.scenarios.filter((each) => each.possible).map(({ id }) => id);
    assert.deepEqual(possible, ['none', 'withheld', 'own', 'internal', 'fast-switching']);
  });

  it('takes a call through its states, each a new object with its time', () => {
    const calls = simulator();
    const offered = calls.offer('+4792233445');
    const active = calls.answer(offered);
    const ended = calls.end(active, 'transfer');
    const closed = calls.close(ended);
    assert.deepEqual(
      [offered, active, ended, closed].map(({ state }) => state),
      ['offered', 'active', 'wrap-up', 'closed'],
    );
    assert.ok(offered.answeredAt === undefined && active.answeredAt !== undefined && ended.endedBy === 'transfer');
    assert.ok(Date.parse(active.answeredAt) > Date.parse(offered.startedAt) && closed.endedAt === ended.endedAt);
    assert.equal(new Set([offered, active, ended, closed].map(({ id }) => id)).size, 1);
  });

  it('closes a call that was never answered', () => {
    const calls = simulator();
    assert.equal(calls.end(calls.offer('+4792233445')).state, 'closed');
  });

  it('puts the customer of an outbound call on the other side', async () => {
    const calls = simulator();
    await calls.learn(backendOf(people));
    const [interaction] = await played(calls.play('outbound'));
    assert.ok(interaction?.to && interaction.from === undefined && interaction.direction === 'outbound');
  });

  it('calls in an open campaign, with an attempt that it has', async () => {
    const calls = simulator();
    const backend = backendOf(people);
    await calls.learn(backend);
    const [interaction] = await played(calls.play('dialer'));
    assert.equal(interaction?.direction, 'outbound');
    assert.deepEqual([interaction?.campaignId, interaction?.queue], ['winter', 'sales']);
    const { attempt } = await backend.interactions.record(interaction!);
    assert.ok(attempt && attempt.campaignId === 'winter' && attempt.of === 3 && attempt.number >= 1 && attempt.number <= 3);
  });

  it('switches fast: each call has its own id and another address than the one before', async () => {
    const calls = simulator({ switches: 5 });
    await calls.learn(backendOf(people));
    const all = await played(calls.play('fast-switching'));
    assert.equal(new Set(all.map(({ id }) => id)).size, 5);
    assert.ok(all.every(({ from }, index) => index === 0 || from !== all[index - 1]?.from));
    assert.notDeepEqual(calls.planOf('fast-switching'), {});
  });

  it('lets messages arrive in a chat, keeping the state that the agent put it in, until it is ended', async () => {
    const calls = simulator();
    await calls.learn(backendOf(people));
    const all: Interaction[] = [];
    for await (const interaction of calls.play('chat')) {
      all.push(interaction);
      if (all.length === 1) calls.answer(interaction);
      if (all.length === 3) calls.end(calls.answer(interaction));
    }
    assert.deepEqual(
      all.map(({ state, channel }) => [state, channel]),
      [
        ['offered', 'chat'],
        ['active', 'chat'],
        ['active', 'chat'],
      ],
    );
    const times = all.map(({ lastInboundAt }) => Date.parse(lastInboundAt ?? ''));
    assert.ok(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0)));
  });

  it('stops playing when the signal aborts', async () => {
    const calls = simulator({ timers: { set: () => 0, clear: () => {} } });
    await calls.learn(backendOf(people));
    const controller = new AbortController();
    const playing = calls.play('chat', { signal: controller.signal });
    assert.equal((await playing.next()).done, false);
    const next = playing.next();
    controller.abort();
    assert.equal((await next).done, true);
  });

  it('says how the backend has to misbehave', () => {
    const calls = simulator({ slowBy: 1234 });
    assert.deepEqual(calls.planOf('slow'), { 'customers.find': { late: 1234 } });
    assert.deepEqual(calls.planOf('failing'), { 'customers.find': { failing: 'unavailable' } });
    assert.deepEqual(calls.planOf('one'), {});
  });
});
