import { same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { kari, ola, person } from './cast.js';
import { asKari, asOla, asStranger, claim, everyNews, idsOf, login, page, pathsOf, tell, visiting } from './journey-cast.js';

export const journeysBrowsers: Section = {
  name: 'journeys.record, browsers',
  needs: ['journeys.record', 'journeys.events', 'journeys.addAlias'],
  cases: [
    {
      name: 'shows to nobody what a browser did of whom nothing is known',
      seed: visiting,
      async run(desk) {
        await tell(desk, page(desk, 9, 'boots'), login(desk, 8), page(desk, 7, 'cart'));
        same([await pathsOf(desk), await pathsOf(desk, 1)], [[], []], 'what the customers have');
      },
    },
    {
      name: 'gives what was before the first login to who logs in, and what comes after',
      seed: visiting,
      async run(desk) {
        await tell(desk, page(desk, 9, 'boots'));
        await tell(desk, login(desk, 8, asKari));
        await tell(desk, page(desk, 7, 'cart'));
        same(await pathsOf(desk), ['cart-7', 'login-8', 'boots-9'], 'what is theirs');
        same(await pathsOf(desk, 1), [], 'what the other has');
      },
    },
    {
      name: 'knows who logs in by e-mail address and number, however they are written, and by a login that is an alias',
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await backend.journeys.addAlias({ customerId: id(0), kind: 'login', value: 'kari64' });
        const identities = [
          { kind: 'email', value: ' Kari.Nordmann@EXAMPLE.org ' },
          { kind: 'phone', value: '0047 92 23 34 45' },
          { kind: 'phone', value: '922 33 445' },
          { kind: 'login', value: 'kari64' },
        ] as const;
        for (const [at, identity] of identities.entries())
          await tell(desk, login(desk, 20 - at, identity, { visitorId: `browser-${at}` }));
        same(await pathsOf(desk), ['login-17', 'login-18', 'login-19', 'login-20'], 'what is theirs');
      },
    },
    {
      name: 'knows nobody by a login that is no alias, a part of an address, another kind, or what two have',
      seed: { customers: [kari, ola, person('Namesake Hansen', { email: 'ola@example.org' })] },
      async run(desk) {
        const identities = [
          asOla,
          { kind: 'login', value: 'kari.nordmann@example.org' },
          { kind: 'email', value: 'nordmann@example.org' },
          { kind: 'email', value: '+4792233445' },
          { kind: 'phone', value: 'kari.nordmann@example.org' },
          { kind: 'phone', value: '2233445' },
          { kind: 'email', value: 'anonymous' },
        ] as const;
        for (const [at, identity] of identities.entries())
          await tell(desk, login(desk, 20 - at, identity, { visitorId: `browser-${at}` }));
        for (const index of [0, 1, 2]) same(await pathsOf(desk, index), [], `what customer ${index} has`);
      },
    },
    {
      name: 'gives to each of two who share a browser what they did there themselves',
      seed: visiting,
      async run(desk) {
        await tell(
          desk,
          page(desk, 30, 'a'),
          login(desk, 29, asKari),
          page(desk, 28, 'b'),
          login(desk, 20, asOla),
          page(desk, 19, 'c'),
          login(desk, 10, asKari),
          page(desk, 9, 'd'),
        );
        same(await pathsOf(desk), ['d-9', 'login-10', 'b-28', 'login-29', 'a-30'], 'what the one has');
        same(await pathsOf(desk, 1), ['c-19', 'login-20'], 'what the other has');
      },
    },
    {
      name: 'gives what is told late to whose the browser was when it happened',
      seed: visiting,
      async run(desk) {
        await tell(desk, login(desk, 29, asKari), login(desk, 20, asOla));
        await tell(desk, page(desk, 15, 'ola'), page(desk, 25, 'kari'), page(desk, 40, 'before'));
        same(await pathsOf(desk), ['kari-25', 'login-29', 'before-40'], 'what the one has');
        same(await pathsOf(desk, 1), ['ola-15', 'login-20'], 'what the other has');
      },
    },
    {
      name: 'takes from whom it was given to what turns out to be another’s, when a login is told late',
      needs: ['journeys.since'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await tell(desk, page(desk, 30, 'a'), page(desk, 20, 'b'), login(desk, 10, asOla));
        const { after } = await backend.journeys.events({ customerId: id(1) });
        await tell(desk, login(desk, 25, asKari));
        same(await pathsOf(desk), ['b-20', 'login-25', 'a-30'], 'what the one has');
        same(await pathsOf(desk, 1), ['login-10'], 'what the other has');
        same((await everyNews(backend, id(1), after)).reset, true, 'whether the other is told to read again');
      },
    },
    {
      name: 'is whose it was when somebody logs out, or in again without saying who',
      seed: visiting,
      async run(desk) {
        await tell(
          desk,
          login(desk, 20, asKari),
          page(desk, 15, 'out', { type: 'logout' }),
          page(desk, 14, 'a'),
          login(desk, 10),
        );
        same(await pathsOf(desk), ['login-10', 'a-14', 'out-15', 'login-20'], 'what is theirs');
      },
    },
    {
      name: 'is nobody’s from the login of a stranger on, until somebody is known there again',
      seed: visiting,
      async run(desk) {
        await tell(desk, login(desk, 30, asKari), page(desk, 29, 'a'), login(desk, 20, asStranger), page(desk, 19, 'b'));
        same(await pathsOf(desk), ['a-29', 'login-30'], 'what is theirs');
        await tell(desk, login(desk, 10, asOla), page(desk, 9, 'c'));
        same(await pathsOf(desk), ['a-29', 'login-30'], 'what is still theirs');
        same(await pathsOf(desk, 1), ['c-9', 'login-10'], 'what is the other’s');
      },
    },
    {
      name: 'stays as it was when a stranger logs in where nobody is known',
      seed: visiting,
      async run(desk) {
        await tell(desk, page(desk, 30, 'a'), login(desk, 20, asStranger), page(desk, 19, 'b'));
        await claim(desk);
        same(await pathsOf(desk), ['b-19', 'login-20', 'a-30'], 'what is theirs');
      },
    },
    {
      name: 'puts together what a customer did in several browsers',
      seed: visiting,
      async run(desk) {
        const elsewhere = { visitorId: 'browser-2' };
        await tell(desk, page(desk, 30, 'a'), page(desk, 29, 'b', elsewhere), page(desk, 28, 'c'));
        await tell(desk, login(desk, 20, asKari), login(desk, 19, asKari, elsewhere));
        await tell(desk, page(desk, 5, 'x', { visitorId: 'browser-3' }));
        same(await pathsOf(desk), ['login-19', 'login-20', 'c-28', 'b-29', 'a-30'], 'what is theirs');
      },
    },
    {
      name: 'is the same for whoever asks, and however much is told in one call',
      needs: ['second', 'journeys.since'],
      seed: visiting,
      async run(desk) {
        const other = await desk.second(bea);
        const { after } = await other.journeys.events({ customerId: desk.id(0) });
        const events = [page(desk, 9, 'a'), login(desk, 8, asKari), page(desk, 7, 'b')];
        for (const event of [...events].reverse()) await tell(desk, event);
        const paths = ['b-7', 'login-8', 'a-9'];
        same(await pathsOf({ ...desk, backend: other }), paths, 'what the colleague reads');
        same(
          [...idsOf((await everyNews(other, desk.id(0), after)).events)].sort(),
          [...paths].sort(),
          'what the colleague hears',
        );
        await tell(desk, ...events.map((event) => ({ ...event, visitorId: 'browser-2' })));
        same((await pathsOf(desk)).length, 6, 'how many there are');
      },
    },
  ],
};
