import type { JourneyEvent } from '../../domain/journey-event.js';
import { same } from '../assert.js';
import type { Desk, Section } from './case.js';
import {
  asKari,
  claim,
  everyEvent,
  everyNews,
  everySession,
  keepsQuiet,
  login,
  page,
  tell,
  visiting,
  visitingWith,
} from './journey-cast.js';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3In0.SflKxwRJSMeKKF2QT4fw';

/** All that is ever told of the first customer’s journey. */
async function everything(desk: Desk, after: string): Promise<unknown> {
  const { backend, id } = desk;
  const scope = { customerId: id(0) };
  const [{ events }, news, sessions] = [
    await everyEvent(backend, scope),
    await everyNews(backend, id(0), after),
    await everySession(backend, scope),
  ];
  return [events, news.events, sessions];
}

/** Tells these, and answers all that is told of them. */
async function toldBack(desk: Desk, ...events: readonly JourneyEvent[]): Promise<unknown> {
  await claim(desk);
  const { after } = await desk.backend.journeys.events({ customerId: desk.id(0) });
  await tell(desk, ...events);
  return everything(desk, after);
}

const urls = async (desk: Desk): Promise<readonly string[]> =>
  (await everyEvent(desk.backend, { customerId: desk.id(0) })).events.map(({ url }) => url);

export const journeysPrivacy: Section = {
  name: 'journeys.record, privacy',
  needs: ['journeys.record', 'journeys.events', 'journeys.since', 'journeys.sessions', 'journeys.addAlias'],
  cases: [
    {
      name: 'keeps no parameter of an address, nor what is behind a #, unless it is allowed',
      seed: visiting,
      async run(desk) {
        const url = 'https://shop.example/find?q=Rosebud&size=42#Rosebud';
        const told = await toldBack(desk, page(desk, 5, 'find', { url, referrer: 'https://search.example/?q=Rosebud' }));
        keepsQuiet(told, 'the journey', 'Rosebud', 'size');
        same(await urls(desk), ['https://shop.example/find'], 'the address');
      },
    },
    {
      name: 'keeps the parameters that the settings allow, without what is personal in them',
      needs: ['settings'],
      seed: visitingWith({ journeyParameters: ['size', 'colour'] }),
      async run(desk) {
        const url = 'https://shop.example/find?q=Rosebud&size=42&colour=rosebud@example.org';
        keepsQuiet(await toldBack(desk, page(desk, 5, 'find', { url })), 'the journey', 'Rosebud', 'rosebud');
        const kept = new URL((await urls(desk))[0]!);
        same([kept.searchParams.get('size'), kept.searchParams.has('q')], ['42', false], 'the parameters');
      },
    },
    {
      name: 'keeps nothing behind the paths that the settings hide, and the others',
      needs: ['settings'],
      seed: visitingWith({ journeyHiddenPaths: ['/account'] }),
      async run(desk) {
        const told = await toldBack(
          desk,
          page(desk, 5, 'account/rosebud', { id: 'below' }),
          page(desk, 6, 'Account%2Frosebud/x', { id: 'encoded' }),
          page(desk, 7, 'accounts/all', { id: 'beside', referrer: 'https://shop.example/account/rosebud' }),
        );
        keepsQuiet(told, 'the journey', 'rosebud');
        same((await urls(desk))[2], 'https://shop.example/accounts/all', 'what is not hidden');
      },
    },
    {
      name: 'keeps neither user nor password of an address',
      seed: visiting,
      async run(desk) {
        const url = 'https://rosebud:kane@shop.example/boots';
        keepsQuiet(await toldBack(desk, page(desk, 5, 'boots', { url, referrer: url })), 'the journey', 'rosebud', 'kane');
        same(await urls(desk), ['https://shop.example/boots'], 'the address');
      },
    },
    {
      name: 'keeps no token, e-mail address or number of a person, wherever it stands',
      seed: visiting,
      async run(desk) {
        const secrets = [token, 'rosebud@example.org', '26098812345', '7f9c24e8-3b12-4fef-91e0-58a9d1c3a2b4'];
        const events = secrets.flatMap((secret, at) => [
          page(desk, 5 + at, `reset/${encodeURIComponent(secret)}`, { id: `path-${at}` }),
          page(desk, 5 + at, 'a', { id: `title-${at}`, title: `For ${secret} only`, term: secret }),
          page(desk, 5 + at, 'a', { id: `form-${at}`, form: secret, campaign: { source: secret, name: `x ${secret}` } }),
          page(desk, 5 + at, 'a', { id: `from-${at}`, referrer: `https://shop.example/${secret}?${secret}` }),
        ]);
        keepsQuiet(await toldBack(desk, ...events), 'the journey', ...secrets);
      },
    },
    {
      name: 'keeps nobody’s identity with what they did',
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        const { after } = await journeys.events({ customerId: desk.id(0) });
        await tell(desk, page(desk, 6, 'boots', { identity: asKari }), login(desk, 5, asKari));
        const told = await everything(desk, after);
        same((await urls(desk)).length, 2, 'how many there are');
        keepsQuiet(told, 'the journey', asKari.value, 'kari', 'identity');
      },
    },
    {
      name: 'tells in a receipt what is wrong, and nothing of what was in it',
      seed: visiting,
      async run(desk) {
        const wrong = { ...page(desk, 5, 'a'), url: 'rosebud', title: 7, identity: { kind: 'rosebud', value: 'rosebud' } };
        const receipt = await desk.backend.journeys.record([wrong as unknown as JourneyEvent]);
        same([receipt.recorded, receipt.refused.length], [0, 1], 'the receipt');
        keepsQuiet(receipt, 'the receipt', 'rosebud');
      },
    },
  ],
};
