import type { JourneyAliasDraft } from '../../backend/backend.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { asKari, asOla, claim, login, page, pathsOf, tell, visiting } from './journey-cast.js';
import { allBut } from './note-cast.js';
import { turn, watching } from './watching.js';

type Given = Omit<JourneyAliasDraft, 'customerId'>;
const add = ({ backend, id }: Pick<Desk, 'backend' | 'id'>, given: Given, index = 0, key?: string) =>
  backend.journeys.addAlias({ customerId: id(index), ...given }, key === undefined ? {} : { key });
const valuesOf = async ({ backend, id }: Pick<Desk, 'backend' | 'id'>, index = 0) =>
  (await backend.journeys.aliases(id(index))).map(({ kind, value }) => `${kind} ${value}`);

export const journeysAliases: Section = {
  name: 'journeys.aliases',
  needs: ['journeys.aliases', 'journeys.addAlias', 'journeys.removeAlias', 'journeys.record', 'journeys.events'],
  cases: [
    {
      name: 'are those that were added, and the browsers in which somebody logged in, as they came to be known',
      needs: ['tick', 'second'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        const made = await add(desk, { kind: 'login', value: 'kari64' });
        same(made, { id: made.id, kind: 'login', value: 'kari64', customerId: id(0), since: desk.now }, 'the alias');
        await desk.tick(60_000);
        await add(desk, { kind: 'email', value: 'kari@home.example' });
        await tell(desk, login(desk, 5, asKari), login(desk, 4, asKari), login(desk, 3, asOla, { visitorId: 'browser-2' }));
        const expected = ['visitor browser-1', 'login kari64', 'email kari@home.example'];
        same(await valuesOf(desk), expected, 'the aliases');
        same((await backend.journeys.aliases(id(0)))[0]?.since, desk.ago(0, 5), 'since when the browser is known');
        const other = await desk.second(bea);
        same(await valuesOf({ ...desk, backend: other }), expected, 'what a colleague reads');
        same(await valuesOf(desk, 1), ['visitor browser-2'], 'the other’s');
        for (const none of [...hostileIds, undefined, null, 7] as string[])
          same(await backend.journeys.aliases(none), [], `the aliases of ${inShort(none)}`);
      },
    },
    {
      name: 'know who logs in from then on, before anybody is looked up by their fields',
      seed: visiting,
      async run(desk) {
        await tell(desk, login(desk, 9, { kind: 'login', value: 'kari64' }, { visitorId: 'browser-8' }));
        await add(desk, { kind: 'login', value: ' kari64 ' });
        await add(desk, { kind: 'email', value: 'Ola@Example.org' });
        await add(desk, { kind: 'phone', value: '99 88 77 01' });
        same(await pathsOf(desk), [], 'what is theirs so far');
        const identities = [{ kind: 'login', value: 'kari64' }, asOla, { kind: 'phone', value: '+4799887701' }] as const;
        for (const [at, identity] of identities.entries())
          await tell(desk, login(desk, 8 - at, identity, { visitorId: `browser-${at}` }));
        same(await pathsOf(desk), ['login-6', 'login-7', 'login-8'], 'what is theirs');
        same(await pathsOf(desk, 1), [], 'what the other has');
        await tell(desk, login(desk, 4, { kind: 'login', value: 'KARI64' }, { visitorId: 'browser-9' }));
        same((await pathsOf(desk)).length, 3, 'what another login adds');
      },
    },
    {
      name: 'are added once: the same again changes nothing, however it is written',
      needs: ['watch'],
      seed: visiting,
      async run(desk) {
        const given = [
          [{ kind: 'login', value: 'kari64' }, 'kari64 '],
          [{ kind: 'email', value: 'kari@home.example' }, 'KARI@home.example'],
          [{ kind: 'phone', value: '+4799887701' }, '998 87 701'],
          [{ kind: 'visitor', value: 'browser-1' }, 'browser-1'],
        ] as const;
        const made = [];
        for (const [alias] of given) made.push(await add(desk, alias));
        await turn();
        const watcher = watching(desk, desk.backend, { kinds: ['journey'] });
        for (const [at, [{ kind }, value]] of given.entries())
          same(await add(desk, { kind, value }), made[at], `the same ${kind}`);
        await turn();
        same([watcher.changes, (await valuesOf(desk)).length], [[], 4], 'what is told, and how many there are');
        watcher.stop();
      },
    },
    {
      name: 'are one customer’s: who adds another’s is told whose it is',
      needs: ['second'],
      seed: visiting,
      async run(desk) {
        for (const [kind, value, again] of [
          ['login', 'kari64', 'kari64'],
          ['email', 'kari@home.example', 'Kari@HOME.example'],
          ['phone', '+4799887701', '998 87 701'],
        ] as const) {
          const made = await add(desk, { kind, value });
          const { current } = await refused(add(desk, { kind, value: again }, 1), 'conflict', `the ${kind} of another`);
          same(current, made, 'whose it is');
        }
        const other = await desk.second(bea);
        const race = [
          add(desk, { kind: 'login', value: 'both' }),
          add({ ...desk, backend: other }, { kind: 'login', value: 'both' }, 1),
        ];
        const done = (await Promise.allSettled(race)).filter(({ status }) => status === 'fulfilled');
        same(done.length, 1, 'how many of two at the same time get it');
      },
    },
    {
      name: 'of a browser make it theirs from now on, and what was before where nobody was known',
      needs: ['tick'],
      seed: visiting,
      async run(desk) {
        await tell(desk, page(desk, 9, 'a'));
        await claim(desk);
        same(await pathsOf(desk), ['a-9'], 'what is theirs');
        await desk.tick(60_000);
        await claim(desk, 'browser-1', 1);
        await desk.tick(60_000);
        await desk.backend.journeys.record([page(desk, -2, 'b')]);
        same([await pathsOf(desk), await pathsOf(desk, 1)], [['a-9'], ['b--2']], 'what is whose');
        same([await valuesOf(desk), await valuesOf(desk, 1)], [['visitor browser-1'], ['visitor browser-1']], 'the aliases');
        await desk.tick(60_000);
        await claim(desk);
        await desk.tick(60_000);
        await desk.backend.journeys.record([page(desk, -4, 'c')]);
        same([await pathsOf(desk), await pathsOf(desk, 1)], [['c--4', 'a-9'], ['b--2']], 'what is whose again');
      },
    },
    {
      name: 'are refused with invalid, not-found and denied',
      needs: ['second', 'permissions'],
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        const wrong: readonly (readonly [unknown, ...string[]])[] = [
          [undefined, 'customerId required', 'kind not-a-choice', 'value required'],
          [{ customerId: desk.id(0), kind: 'cookie', value: 'x' }, 'kind not-a-choice'],
          [{ customerId: desk.id(0), kind: 'login', value: ' ' }, 'value required'],
          [{ customerId: desk.id(0), kind: 'login', value: 7 }, 'value not-text'],
          [{ customerId: desk.id(0), kind: 'visitor', value: 'a\0' }, 'value not-text'],
          [{ customerId: desk.id(0), kind: 'login', value: 'a\uD83D' }, 'value not-text'],
          [{ customerId: desk.id(0), kind: 'visitor', value: 'x'.repeat(201) }, 'value too-long'],
          [{ customerId: desk.id(0), kind: 'email', value: 'kari' }, 'value not-an-e-mail'],
          [{ customerId: desk.id(0), kind: 'email', value: '+4799887701' }, 'value not-an-e-mail'],
          [{ customerId: desk.id(0), kind: 'phone', value: 'kari@home.example' }, 'value not-a-phone-number'],
        ];
        for (const [draft, ...problems] of wrong)
          await refusedFor(journeys.addAlias(draft as JourneyAliasDraft), inShort(draft), ...problems);
        for (const kind of ['login', 'visitor'] as const)
          await refused(journeys.addAlias({ customerId: 'nobody', kind, value: 'x' }), 'not-found', `a ${kind} of nobody`);
        for (const none of hostileIds) await refused(journeys.removeAlias(none), 'not-found', `removing ${inShort(none)}`);
        const { id } = await add(desk, { kind: 'login', value: 'kari64' });
        const reader = await desk.second({ permissions: allBut('customers.edit') });
        await refused(reader.journeys.removeAlias(id), 'denied', 'removing');
        const writer = await desk.second({ permissions: allBut('customers.view') });
        for (const each of [desk.id(0), 'nobody']) await refused(writer.journeys.aliases(each), 'denied', 'reading');
        const signal = AbortSignal.abort();
        await aborted(journeys.aliases(desk.id(0), { signal }), signal, 'aliases');
        await aborted(journeys.removeAlias(id, { signal }), signal, 'removeAlias');
        same(await valuesOf(desk), ['login kari64'], 'what is left');
      },
    },
    {
      name: 'are added once with a key, and not again when they were removed',
      needs: ['keys', 'second'],
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        const other = await desk.second();
        const given = { kind: 'login', value: 'kari64' } as const;
        const [made, again] = await Promise.all([
          add(desk, given, 0, 'add-1'),
          add({ ...desk, backend: other }, given, 0, 'add-1'),
        ]);
        same(again, made, 'the answer to the same');
        await refused(add(desk, { ...given, value: 'kari65' }, 0, 'add-1'), 'invalid', 'another payload', 'key');
        await journeys.removeAlias(made.id, { key: 'remove-1' });
        await journeys.removeAlias(made.id, { key: 'remove-1' });
        await refused(journeys.removeAlias(made.id), 'not-found', 'removing again');
        await refused(add(desk, given, 0, 'add-1'), 'not-found', 'the alias that is sent again');
        same(await valuesOf(desk), [], 'what is left');
        ensure((await add(desk, given, 1)).customerId === desk.id(1), 'another may have it now');
      },
    },
    {
      name: 'that are removed know nobody any more, and what was found by them stays',
      seed: visiting,
      async run(desk) {
        const { id } = await add(desk, { kind: 'login', value: 'kari64' });
        const identity = { kind: 'login', value: 'kari64' } as const;
        await tell(desk, login(desk, 9, identity));
        await desk.backend.journeys.removeAlias(id);
        await tell(desk, page(desk, 8, 'a'), login(desk, 7, identity, { visitorId: 'browser-2' }));
        same(await pathsOf(desk), ['a-8', 'login-9'], 'what is theirs');
      },
    },
    {
      name: 'of a browser that are removed take along what it told, and give it to nobody else',
      needs: ['journeys.since'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await tell(desk, page(desk, 30, 'a'), login(desk, 29, asKari), login(desk, 10, asOla), page(desk, 9, 'b'));
        await tell(desk, login(desk, 28, asKari, { visitorId: 'browser-2' }));
        const { after } = await backend.journeys.events({ customerId: id(0) });
        const browser = (await backend.journeys.aliases(id(0))).find(({ value }) => value === 'browser-1');
        await backend.journeys.removeAlias(browser!.id);
        same([await pathsOf(desk), await pathsOf(desk, 1)], [['login-28'], ['b-9', 'login-10']], 'what is whose');
        same((await backend.journeys.since({ customerId: id(0), after })).reset, true, 'whether to read again');
        const late = await backend.journeys.record([page(desk, 25, 'late'), page(desk, 30, 'a'), page(desk, 8, 'c')]);
        same([late.recorded, late.refused.map(({ index }) => index)], [1, [0, 1]], 'what is told of that time');
        for (const { problems } of late.refused) same(problems, [{ field: 'visitorId', reason: 'gone' }], 'why it is refused');
        same([await pathsOf(desk), await pathsOf(desk, 1)], [['login-28'], ['c-8', 'b-9', 'login-10']], 'what is whose then');
        await tell(desk, login(desk, 2, asKari));
        same(await pathsOf(desk), ['login-2', 'login-28'], 'what is theirs when they are known there again');
      },
    },
    {
      name: 'are told as changes of whose they are, with the key',
      needs: ['watch', 'keys'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        const watcher = watching(desk, backend, { kinds: ['journey'], customerId: id(0) });
        const made = await add(desk, { kind: 'login', value: 'kari64' }, 0, 'add-1');
        await watcher.until(id(0));
        same([watcher.of(id(0))[0]?.customerId, watcher.of(id(0))[0]?.key], [id(0), 'add-1'], 'what is told of one that came');
        await backend.journeys.removeAlias(made.id);
        await turn();
        same(watcher.of(id(0)).length, 2, 'how much is told');
        await add(desk, { kind: 'login', value: 'ola64' }, 1);
        await turn();
        same(watcher.changes.length, 2, 'how much is told of the other’s');
        watcher.stop();
      },
    },
  ],
};
