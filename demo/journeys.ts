import type { JourneyEvent, JourneyIdentity } from 'sidedesk/tracker';
import { now } from './clock.js';
import type { Customers } from './customers.js';
import { logins, numbered } from './logins.js';
import { shopAddress } from './shop-address.js';
import { failed, isPage, notFound, titles } from './shop/site.js';
import { plainWalks, type Walk, walks } from './walks.js';

/** Every so many of the first customers by name has been there. */
const every = 4;
const many = 60;
/** Seconds in which a page comes. */
const load = 2;

/** Gives customers their visits of the last weeks, the same on every machine but for the day, as the site would have told of them. */
export async function giveJourneys({ embedded }: Customers): Promise<void> {
  const { customers, journeys } = embedded;
  const { matches } = await customers.find({ raw: numbered.email });
  for (const { customer } of matches) await journeys.addAlias({ customerId: customer.id, kind: 'login', value: numbered.value });
  const theirs = logins.map(({ identity }, index) =>
    (walks[identity.value] ?? []).flatMap((walk) => eventsOf(walk, identity, index)),
  );

  const { items } = await customers.list({ limit: many });
  const others = items.filter((_, index) => index % every === 1);
  const plain = others.map(({ id }, index) => {
    const walk = plainWalks[index % plainWalks.length]!;
    return eventsOf(
      { ...walk, hoursAgo: walk.hoursAgo + index * 3 },
      { kind: 'login', value: `sample-${id}` },
      logins.length + index,
    );
  });
  for (const { id } of others) await journeys.addAlias({ customerId: id, kind: 'login', value: `sample-${id}` });
  for (const events of [...theirs, ...plain]) await journeys.record(events);
}

/** What the site tells of a visit, and of who it is from the log-in on. The id of a browser is a number, and says nothing of `whose` it is. */
function eventsOf(
  { device, hoursAgo, referrer, campaign, steps }: Walk,
  identity: JourneyIdentity,
  whose: number,
): JourneyEvent[] {
  const visitorId = `sample-${device}-${whose}`;
  const begunAt = now() - hoursAgo * 3_600_000;
  let after = 0;
  return steps.flatMap(([path, seconds, ...marks], index) => {
    const viewId = `${Math.round(hoursAgo * 10)}-${index}`;
    const at = (second: number) => new Date(begunAt + (after + second) * 1000).toISOString();
    const { title } = isPage(path) ? { title: titles[path] } : path === 'order/' ? failed : notFound;
    const page = { visitorId, viewId, tabId: `${Math.round(hoursAgo * 10)}`, url: shopAddress(path), title };
    const told: (Omit<Partial<JourneyEvent>, 'type'> & Pick<JourneyEvent, 'type' | 'at'>)[] = [
      { type: 'page', at: at(0), ...(index === 0 && { referrer, campaign }) },
      ...marks.map((mark, n) => ({
        ...mark,
        at: at((seconds * (n + 1)) / (marks.length + 1)),
        ...(mark.type === 'login' && { identity }),
      })),
      { type: 'dwell', at: at(seconds), seconds, left: true },
    ];
    after += seconds + load;
    return told.map((event, order) => ({ ...page, ...event, order, id: `${viewId}-${order}` }));
  });
}
