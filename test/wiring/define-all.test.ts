import { expect, fixture, html } from '@open-wc/testing';
import { html as freely, unsafeStatic } from 'lit/static-html.js';
import * as defining from '../../src/define-all.js';
import * as door from '../../src/index.js';
import { faults } from '../../src/testing/faults.js';
import { aBackend, aCall, aCustomer, knowing, recording } from '../support/backends.js';
import { noise } from '../support/noise.js';
import { turn, until } from '../support/until.js';

/** Every tag. */
const tags = [
  ...[
    'agent-desk',
    'callback-list',
    'customer-card',
    'customer-journey',
    'dialer-callback',
    'enquiry-registration',
    'interaction-history',
  ],
  'message-composer',
  'note-list',
];
const under = (prefix: string) => tags.map((tag) => `${prefix}-${tag}`);
// Looked at before anything else happens in this page.
const byImporting = tags.filter((tag) => customElements.get(tag));
const { defineAll } = defining;

/** A whole other copy of the library, with a Lit of its own (web-test-runner.config.mjs). */
const anotherCopy = async (): Promise<{ door: typeof door; defining: typeof defining }> => {
  const [front, side] = ['/copy/2/src/index.ts', '/copy/2/src/define-all.ts'];
  return { door: (await import(front!)) as typeof door, defining: (await import(side!)) as typeof defining };
};

const Stranger = class extends HTMLElement {};

const inTags = (desk: string, card: string) =>
  fixture<door.AgentDesk>(
    freely`<${unsafeStatic(desk)} lang="en"><${unsafeStatic(card)}></${unsafeStatic(card)}></${unsafeStatic(desk)}>`,
  );

const shows = (card: Element, name: string) =>
  until(card.shadowRoot!, () => card.shadowRoot!.querySelector('h2')?.textContent?.trim() === name);

describe('importing the classes', () => {
  it('registers nothing', () => {
    expect(byImporting).to.eql([]);
  });
});

describe('defining all elements', () => {
  it('leaves a tag alone that somebody else has, and says so', () => {
    customElements.define('customer-card', Stranger);
    expect(defineAll()).to.eql({ defined: tags.filter((tag) => tag !== 'customer-card'), skipped: ['customer-card'] });
    expect(customElements.get('customer-card')).to.equal(Stranger);
    expect(customElements.get('agent-desk')).to.equal(door.AgentDesk);
  });

  it('changes nothing the second time, in silence', () => {
    const { heard, stop } = noise();
    expect(defineAll()).to.eql({ defined: tags.filter((tag) => tag !== 'customer-card'), skipped: ['customer-card'] });
    stop();
    expect(heard).to.eql([]);
  });

  it('does nothing with a prefix that makes no tag, in silence', () => {
    const { heard, stop } = noise();
    for (const prefix of ['Not Valid', '1', '-', '<b>'])
      expect(defineAll({ prefix })).to.eql({ defined: [], skipped: under(prefix) });
    stop();
    expect(heard).to.eql([]);
  });
});

describe('defining all elements under a prefix', () => {
  before(() => {
    expect(defineAll({ prefix: 'acme' })).to.eql({ defined: under('acme'), skipped: [] });
  });

  it('lets them find each other', async () => {
    const desk = await inTags('acme-agent-desk', 'acme-customer-card');
    const { backend, records, kept } = recording();
    desk.backend = { ...knowing(aCustomer('c1', 'Ada')), interactions: backend.interactions };
    const written = kept(1);
    desk.interaction = aCall();
    await shows(desk.firstElementChild!, 'Ada');
    await written;
    expect(records).to.eql([aCall()]);
  });

  it('lets them stand beside those under the plain names', async () => {
    const desk = await inTags('agent-desk', 'acme-customer-card');
    desk.backend = knowing(aCustomer('c1', 'Ada'));
    desk.interaction = aCall();
    await shows(desk.firstElementChild!, 'Ada');
  });
});

describe('giving an element a backend of its own', () => {
  it('goes before the desk’s', async () => {
    const desk = await inTags('acme-agent-desk', 'acme-customer-card');
    const card = desk.firstElementChild as door.CustomerCard;
    const desks = faults(knowing(aCustomer('c1', 'Ada')));
    card.backend = knowing(aCustomer('c2', 'Bo'));
    desk.backend = desks.backend;
    desk.interaction = aCall();
    await shows(card, 'Bo');
    expect(desks.calls.map(({ method }) => method)).not.to.include('customers.find');
    card.backend = undefined;
    await shows(card, 'Ada');
  });

  it('goes for the interaction too', async () => {
    const desk = await inTags('acme-agent-desk', 'acme-customer-card');
    const card = desk.firstElementChild as door.CustomerCard;
    const { backend, calls } = faults(knowing(aCustomer('c1', 'Ada')));
    card.interaction = aCall({ id: 'i2', from: '+4722000000' });
    desk.backend = backend;
    desk.interaction = aCall();
    await shows(card, 'Ada');
    const asked = calls.filter(({ method }) => method === 'customers.find').map(({ given }) => given[0]);
    expect(asked).to.eql([{ raw: '+4722000000' }]);
  });
});

describe('two copies of the library on one page', () => {
  it('are two', async () => {
    const other = await anotherCopy();
    expect(other.door.AgentDesk).not.to.equal(door.AgentDesk);
  });

  it('leave each other’s tags alone, and work under a prefix, in silence', async () => {
    const other = await anotherCopy();
    const { heard, stop } = noise();
    expect(other.defining.defineAll({ prefix: 'acme' }).skipped).to.eql(under('acme'));
    expect(other.defining.defineAll({ prefix: 'other' }).defined).to.eql(under('other'));
    stop();
    expect(heard).to.eql([]);
    expect(document.createElement('other-agent-desk')).to.be.instanceOf(other.door.AgentDesk);
    expect(document.createElement('acme-agent-desk')).to.be.instanceOf(door.AgentDesk);
  });

  for (const [desk, card] of [
    ['acme-agent-desk', 'other-customer-card'],
    ['other-agent-desk', 'acme-customer-card'],
  ] as const) {
    it(`understand each other: ${card} in ${desk}`, async () => {
      (await anotherCopy()).defining.defineAll({ prefix: 'other' });
      const page = await inTags(desk, card);
      const { backend, records, kept } = recording();
      page.backend = { ...knowing(aCustomer('c1', 'Ada')), interactions: backend.interactions };
      page.interaction = aCall();
      await shows(page.firstElementChild!, 'Ada');
      const written = kept(2);
      page.firstElementChild!.dispatchEvent(new door.CustomerSelectedEvent('c1', 'i1', 'chosen'));
      await written;
      expect(records.at(-1)!.customerId).to.equal('c1');
      expect(await page.requestClose()).to.equal(true);
    });
  }

  it('call what they give each other by the same names', async () => {
    const other = await anotherCopy();
    const contexts = ['backendContext', 'interactionContext', 'customerContext', 'deskContext', 'refreshContext'] as const;
    for (const name of contexts) expect(other.door[name], name).to.equal(door[name]);
  });

  it('know each other’s errors', async () => {
    const other = await anotherCopy();
    expect(door.isBackendError(new other.door.BackendError('offline', 'no'))).to.equal(true);
  });

  it('find a desk of the other copy that comes later', async () => {
    const other = await anotherCopy();
    const page = await fixture<HTMLElement>(html`<div lang="en"></div>`);
    page.innerHTML = '<later-agent-desk customer-id="c1"><acme-customer-card></acme-customer-card></later-agent-desk>';
    const desk = page.firstElementChild as door.AgentDesk;
    desk.backend = knowing(aCustomer('c1', 'Ada'));
    other.defining.defineAll({ prefix: 'later' });
    desk.interaction = aCall();
    await shows(page.querySelector('acme-customer-card')!, 'Ada');
  });
});

describe('a page without customers', () => {
  it('shows no card', async () => {
    const desk = await inTags('acme-agent-desk', 'acme-customer-card');
    desk.backend = aBackend();
    desk.interaction = aCall();
    await turn();
    expect(desk.firstElementChild!.shadowRoot!.textContent?.trim()).to.equal('');
  });
});
