import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { Backend } from '../../src/backend/backend.js';
import { BackendError } from '../../src/backend/backend-error.js';
import '../../src/elements/agent-desk/define.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import { faults, type Faulty } from '../../src/testing/faults.js';
import { offerBackendScheme } from '../../src/wiring/backend-schemes.js';
import type { BackendFailedEvent } from '../../src/wiring/backend-failed.js';
import {
  backendContext,
  Consumed,
  customerContext,
  deskContext,
  interactionContext,
  type Desk,
} from '../../src/wiring/context.js';
import { CustomerSelectedEvent } from '../../src/wiring/customer-selected.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { aBackend, aCall, recording } from '../support/backends.js';
import { noise } from '../support/noise.js';
import { turn } from '../support/until.js';

/** An element inside: what it was given. */
class InsideElement extends LitElement {
  static override properties = { wish: {} };
  /** Answers this wish for as long as it knows its desk, as an element of ours would. */
  declare wish?: string;
  #stop?: () => void;
  /** Interaction, address and customer of each render. */
  readonly shown: string[] = [];
  readonly backend = new Consumed(this, backendContext);
  readonly interaction = new Consumed(this, interactionContext);
  readonly customer = new Consumed(this, customerContext);
  readonly desk = new Consumed(this, deskContext, (desk) => {
    this.#stop?.();
    this.#stop = this.wish ? desk?.answer(this.wish) : undefined;
  });

  override render(): TemplateResult {
    const { id, from, lookup } = this.interaction.value ?? {};
    this.shown.push(`${id} ${lookup ?? from} ${this.customer.value ?? 'nobody'}`);
    return html`${this.customer.value}`;
  }
}
defineElement('inside-element', InsideElement);

const aDesk = async (): Promise<{ desk: AgentDesk; inside: InsideElement }> => {
  const desk = await fixture<AgentDesk>(html`<agent-desk lang="en"><inside-element></inside-element></agent-desk>`);
  return { desk, inside: desk.querySelector('inside-element')! };
};

/** What keeps records is loaded by the first of them; and then everything has its turn. */
async function written(): Promise<void> {
  await import('../../src/wiring/records.js');
  await turn();
}

const alertOf = (desk: AgentDesk) => desk.shadowRoot!.querySelector('[role=alert]');
const retry = (desk: AgentDesk) =>
  [...desk.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent?.trim() === 'Try again')!;

async function set(
  desk: AgentDesk,
  changes: Partial<Pick<AgentDesk, 'backend' | 'interaction' | 'customerId' | 'answers'>>,
): Promise<void> {
  Object.assign(desk, changes);
  await desk.updateComplete;
}

function select(
  from: Element,
  customerId: string | undefined,
  interactionId?: string,
  reason?: CustomerSelectedEvent['reason'],
): void {
  from.dispatchEvent(new CustomerSelectedEvent(customerId, interactionId, reason));
}

describe('having no backend', () => {
  it('gives none, and says nothing', async () => {
    const { desk, inside } = await aDesk();
    expect(inside.backend.value).to.equal(undefined);
    expect(alertOf(desk)).to.equal(null);
    await expect(desk).to.be.accessible();
  });

  it('takes no room of its own', async () => {
    const { desk } = await aDesk();
    expect(getComputedStyle(desk).display).to.equal('contents');
  });
});

describe('being given a backend', () => {
  it('gives it to the elements inside', async () => {
    const { desk, inside } = await aDesk();
    const backend = aBackend();
    await set(desk, { backend });
    expect(inside.backend.value).to.equal(backend);
  });

  it('gives nothing any more when it is taken away, by any name for nothing', async () => {
    for (const nothing of [undefined, null, '']) {
      const { desk, inside } = await aDesk();
      await set(desk, { backend: aBackend() });
      await set(desk, { backend: nothing as undefined });
      expect(inside.backend.value).to.equal(undefined);
      expect(alertOf(desk)).to.equal(null);
    }
  });
});

describe('being given the address of a backend', () => {
  let opening: { address: string; open(backend: Backend): void; fail(error: unknown): void }[] = [];
  let fresh = 0;
  const address = () => `desk-test:${(fresh += 1)}`.replace('-', '');

  before(() =>
    offerBackendScheme('desktest', (rest) => new Promise((open, fail) => opening.push({ address: rest, open, fail }))),
  );
  beforeEach(() => (opening = []));

  it('gives the backend once it is open', async () => {
    const { desk, inside } = await aDesk();
    desk.setAttribute('backend', address());
    await desk.updateComplete;
    expect([inside.backend.value, alertOf(desk)]).to.eql([undefined, null]);
    const backend = aBackend();
    opening[0]!.open(backend);
    await turn();
    expect(inside.backend.value).to.equal(backend);
  });

  it('drops the one that opens too late', async () => {
    const { desk, inside } = await aDesk();
    await set(desk, { backend: address() });
    await set(desk, { backend: address() });
    const second = aBackend();
    opening[1]!.open(second);
    await turn();
    opening[0]!.open(aBackend());
    await turn();
    expect(inside.backend.value).to.equal(second);
  });

  it('takes the old backend away at once', async () => {
    const { desk, inside } = await aDesk();
    await set(desk, { backend: aBackend() });
    await set(desk, { backend: address() });
    expect(inside.backend.value).to.equal(undefined);
  });

  describe('that cannot be opened', () => {
    const failed = async () => {
      const { desk, inside } = await aDesk();
      await set(desk, { backend: address() });
      opening[0]!.fail(new Error('no'));
      await turn();
      return { desk, inside };
    };

    it('says so, and offers to try again', async () => {
      const { desk, inside } = await failed();
      expect(alertOf(desk)!.textContent).to.contain('The customer data could not be opened.');
      expect(inside.backend.value).to.equal(undefined);
      await expect(desk).to.be.accessible();
    });

    it('opens it at the next try', async () => {
      const { desk, inside } = await failed();
      retry(desk).click();
      await desk.updateComplete;
      expect(alertOf(desk)).to.equal(null);
      const backend = aBackend();
      opening[1]!.open(backend);
      await turn();
      expect(inside.backend.value).to.equal(backend);
    });

    it('says so again when the next try fails too', async () => {
      const { desk } = await failed();
      retry(desk).click();
      opening[1]!.fail(new BackendError('offline', 'no'));
      await turn();
      expect(alertOf(desk)).not.to.equal(null);
    });

    it('forgets it with another backend', async () => {
      const { desk, inside } = await failed();
      const backend = aBackend();
      await set(desk, { backend });
      expect(alertOf(desk)).to.equal(null);
      expect(inside.backend.value).to.equal(backend);
    });

    it('says so for a scheme that nobody offered, and for what is no address', async () => {
      for (const nowhere of ['nowhere:acme', 'acme', ':', ' ']) {
        const { desk } = await aDesk();
        const { heard, stop } = noise();
        await set(desk, { backend: nowhere });
        await turn();
        stop();
        expect(alertOf(desk), nowhere).not.to.equal(null);
        expect(heard).to.eql([]);
      }
    });
  });
});

describe('being given an interaction', () => {
  it('gives it to the elements inside', async () => {
    const { desk, inside } = await aDesk();
    const interaction = aCall();
    await set(desk, { interaction });
    expect(inside.interaction.value).to.equal(interaction);
  });

  it('gives the customer it is assigned to', async () => {
    const { desk, inside } = await aDesk();
    await set(desk, { interaction: aCall({ customerId: 'ada' }) });
    expect(inside.customer.value).to.equal('ada');
    await set(desk, { interaction: aCall({ customerId: '' }) });
    expect(inside.customer.value).to.equal(undefined);
  });

  it('works on when it is taken away, by any name for nothing', async () => {
    for (const nothing of [undefined, null]) {
      const { desk, inside } = await aDesk();
      await set(desk, { interaction: aCall({ customerId: 'ada' }) });
      await set(desk, { interaction: nothing as undefined });
      expect(inside.customer.value).to.equal(undefined);
      expect(await desk.requestClose()).to.equal(true);
    }
  });
});

describe('being given a customer', () => {
  it('gives the customer to the elements inside, before any other', async () => {
    const { desk, inside } = await aDesk();
    await set(desk, { interaction: aCall({ customerId: 'ada' }) });
    desk.setAttribute('customer-id', 'bo');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal('bo');
  });

  it('takes an empty id for none', async () => {
    const { desk, inside } = await aDesk();
    desk.setAttribute('customer-id', '');
    await set(desk, { interaction: aCall({ customerId: 'ada' }) });
    expect(inside.customer.value).to.equal('ada');
    desk.removeAttribute('customer-id');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal('ada');
  });
});

describe('selecting a customer inside', () => {
  const selected = async (customerId = 'ada') => {
    const { desk, inside } = await aDesk();
    await set(desk, { interaction: aCall() });
    select(inside, customerId, 'i1', 'matched');
    await desk.updateComplete;
    return { desk, inside };
  };

  it('gives that customer to the elements inside', async () => {
    const { inside } = await selected();
    expect(inside.customer.value).to.equal('ada');
  });

  it('gives nobody when nobody is shown any more', async () => {
    const { desk, inside } = await selected();
    select(inside, undefined, 'i1');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal(undefined);
  });

  it('works without an interaction', async () => {
    const { desk, inside } = await aDesk();
    select(inside, 'ada', undefined, 'opened');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal('ada');
  });

  it('is not heard from an older interaction', async () => {
    const { desk, inside } = await selected();
    await set(desk, { interaction: aCall({ id: 'i2' }) });
    select(inside, 'ada', 'i1', 'matched');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal(undefined);
  });

  it('is given again when the host goes back to its interaction', async () => {
    const { desk, inside } = await aDesk();
    await set(desk, { interaction: aCall({ id: 'i1' }) });
    select(inside, 'c1', 'i1');
    await set(desk, { interaction: aCall({ id: 'i2' }) });
    expect(inside.customer.value).to.equal(undefined);
    await set(desk, { interaction: aCall({ id: 'i1' }) });
    expect(inside.customer.value).to.equal('c1');
    await set(desk, { interaction: aCall({ id: 'i1', from: '+4790099999' }) });
    expect(inside.customer.value).to.equal(undefined);
  });

  it('is not heard between the next interaction and its render', async () => {
    const { desk, inside } = await selected();
    desk.interaction = aCall({ from: '+4722000000' });
    select(inside, 'ada', 'i1', 'matched');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal(undefined);
  });

  it('is not heard from a desk inside the desk, but goes on up to the host', async () => {
    const outer = await fixture<AgentDesk>(html`
      <agent-desk
        ><inside-element></inside-element><agent-desk><inside-element></inside-element></agent-desk
      ></agent-desk>
    `);
    const [ours, theirs] = outer.querySelectorAll('inside-element');
    let heard: string | undefined;
    outer.parentElement!.addEventListener('customer-selected', (event) => (heard = event.customerId), { once: true });
    select(theirs!, 'bo', undefined, 'opened');
    await outer.updateComplete;
    await outer.querySelector('agent-desk')!.updateComplete;
    expect([ours!.customer.value, theirs!.customer.value, heard]).to.eql([undefined, 'bo', 'bo']);
  });

  for (const [what, changes] of [
    ['another interaction', { id: 'i2' }],
    ['another address', { from: '+4722000000' }],
    ['another look-up address', { lookup: 'ada@example.com' }],
  ] as const) {
    it(`is forgotten with ${what}, in the very same render`, async () => {
      const { desk, inside } = await selected();
      await inside.updateComplete;
      inside.shown.length = 0;
      const next = aCall(changes);
      desk.interaction = next;
      await turn();
      expect(inside.shown).to.eql([`${next.id} ${next.lookup ?? next.from} nobody`]);
      expect(inside.shadowRoot!.textContent).to.equal('');
    });
  }

  it('is kept with a new object of the same interaction', async () => {
    const { desk, inside } = await selected();
    await set(desk, { interaction: aCall({ state: 'wrap-up', endedAt: '2026-01-01T10:05:00Z' }) });
    expect(inside.customer.value).to.equal('ada');
  });
});

describe('keeping the record of the interaction', () => {
  const recorder = async () => {
    const { desk, inside } = await aDesk();
    const { backend, records } = recording();
    await set(desk, { backend, interaction: aCall() });
    await written();
    return { desk, inside, records, backend };
  };
  const failing = async (): Promise<{
    desk: AgentDesk;
    faulty: Faulty<Backend>;
    records: readonly unknown[];
    codes: string[];
  }> => {
    const { desk } = await aDesk();
    const { backend, records } = recording();
    const faulty = faults(backend, { 'interactions.record': { failing: 'offline' } });
    const codes: string[] = [];
    desk.addEventListener('backend-failed', ({ method, code }: BackendFailedEvent) => codes.push(`${method} ${code}`));
    await set(desk, { backend: faulty.backend, interaction: aCall() });
    await written();
    return { desk, faulty, records, codes };
  };

  it('records the interaction', async () => {
    const { records } = await recorder();
    expect(records).to.eql([aCall()]);
  });

  it('records each change once, however often the desk renders', async () => {
    const { desk, records } = await recorder();
    await set(desk, { answers: 'call' });
    await set(desk, { interaction: aCall() });
    await set(desk, { interaction: aCall({ state: 'wrap-up' }) });
    await set(desk, { answers: '' });
    await written();
    expect(records).to.eql([aCall(), aCall({ state: 'wrap-up' })]);
  });

  it('records it in another backend too', async () => {
    const { desk } = await recorder();
    const other = recording();
    await set(desk, { backend: other.backend });
    await written();
    expect(other.records).to.eql([aCall()]);
  });

  it('asks nothing of a backend that keeps no records', async () => {
    const { desk } = await aDesk();
    const { heard, stop } = noise();
    await set(desk, { backend: aBackend(), interaction: aCall() });
    await written();
    stop();
    expect(heard).to.eql([]);
  });

  it('writes one change after the other', async () => {
    const { desk } = await aDesk();
    const { backend, records } = recording();
    const faulty = faults(backend);
    faulty.hold('interactions.record');
    await set(desk, { backend: faulty.backend, interaction: aCall({ state: 'offered' }) });
    await set(desk, { interaction: aCall({ state: 'active' }) });
    await set(desk, { interaction: aCall({ state: 'wrap-up' }) });
    await written();
    expect(faulty.held).to.equal(1);
    await faulty.releaseAll('reversed');
    await written();
    expect(records.map(({ state }) => state).at(-1)).to.equal('wrap-up');
  });

  it('writes the next change though the one before failed', async () => {
    const { desk } = await aDesk();
    const { backend, records } = recording();
    const faulty = faults(backend, { 'interactions.record': { failing: 'offline' } });
    faulty.hold('interactions.record');
    await set(desk, { backend: faulty.backend, interaction: aCall() });
    await written();
    await set(desk, { interaction: aCall({ state: 'wrap-up' }) });
    faulty.set({});
    await written();
    await faulty.releaseAll();
    await written();
    expect(records.map(({ state }) => state)).to.eql(['wrap-up']);
  });

  it('does not make the next interaction wait for the last one', async () => {
    const { desk } = await aDesk();
    const faulty = faults(recording().backend, { 'interactions.record': { never: true } });
    await set(desk, { backend: faulty.backend, interaction: aCall() });
    await set(desk, { interaction: aCall({ id: 'i2' }) });
    await written();
    expect(faulty.calls.map(({ given }) => (given[0] as { id: string }).id)).to.eql(['i1', 'i2']);
  });

  describe('when a customer is chosen', () => {
    it('records whose it is, once', async () => {
      const { desk, inside, records } = await recorder();
      select(inside, 'ada', 'i1', 'chosen');
      await desk.updateComplete;
      await written();
      expect(records).to.eql([aCall(), aCall({ customerId: 'ada' })]);
    });

    it('stays with the choice, also against an older assignment', async () => {
      const { desk, inside, records } = await recorder();
      await set(desk, { interaction: aCall({ customerId: 'bo' }) });
      select(inside, 'ada', 'i1', 'chosen');
      await desk.updateComplete;
      await set(desk, { interaction: aCall({ customerId: 'bo', state: 'wrap-up' }) });
      await written();
      expect(records.map(({ customerId }) => customerId)).to.eql([undefined, 'bo', 'ada', 'ada']);
    });

    it('follows the host when it assigns somebody else afterwards', async () => {
      const { desk, inside, records } = await recorder();
      select(inside, 'ada', 'i1', 'chosen');
      await set(desk, { interaction: aCall({ customerId: 'cy' }) });
      await written();
      expect(records.at(-1)!.customerId).to.equal('cy');
    });

    it('takes the assignment away when it is forgotten', async () => {
      const { desk, inside, records } = await recorder();
      select(inside, 'ada', 'i1', 'chosen');
      select(inside, 'ada', 'i1', 'forgotten');
      await desk.updateComplete;
      await written();
      expect(records.map(({ customerId }) => customerId).at(-1)).to.equal('');
    });

    it('records it also when the agent is in another conversation by then', async () => {
      const { desk, inside, records } = await recorder();
      await set(desk, { interaction: aCall({ state: 'wrap-up' }) });
      await set(desk, { interaction: aCall({ id: 'i2' }) });
      select(inside, 'ada', 'i1', 'chosen');
      await desk.updateComplete;
      await written();
      expect(records.slice(2)).to.eql([aCall({ id: 'i2' }), aCall({ state: 'wrap-up', customerId: 'ada' })]);
      expect(inside.customer.value).to.equal(undefined);
      await set(desk, { interaction: aCall({ state: 'wrap-up' }) });
      await written();
      expect(inside.customer.value).to.equal('ada');
      expect(records).to.have.length(4);
    });

    it('records nothing of a conversation that it never had, nor of one of another backend', async () => {
      const { desk, inside } = await recorder();
      const other = recording();
      await set(desk, { backend: other.backend, interaction: aCall({ id: 'i2' }) });
      for (const id of ['i1', 'i7', undefined]) select(inside, 'ada', id, 'chosen');
      await desk.updateComplete;
      await written();
      expect(other.records).to.eql([aCall({ id: 'i2' })]);
    });

    it('leaves the host’s assignment when a choice of an earlier conversation is taken back', async () => {
      const { desk, inside, records } = await recorder();
      await set(desk, { interaction: aCall({ customerId: 'bo' }) });
      select(inside, 'bo', 'i1', 'opened');
      select(inside, 'bo', 'i1', 'forgotten');
      await desk.updateComplete;
      await written();
      expect(records.at(-1)).to.eql(aCall({ customerId: 'bo' }));
      select(inside, 'ada', 'i1', 'chosen');
      select(inside, 'cy', 'i1', 'forgotten');
      await desk.updateComplete;
      await written();
      expect(records.at(-1)!.customerId).to.equal('ada');
    });

    it('begins anew when the host comes back to it with another address', async () => {
      const { desk, inside, records } = await recorder();
      select(inside, 'ada', 'i1', 'chosen');
      await set(desk, { interaction: aCall({ id: 'i2' }) });
      await set(desk, { interaction: aCall({ lookup: 'bo@example.com' }) });
      await written();
      expect(inside.customer.value).to.equal(undefined);
      expect(records.at(-1)).to.eql(aCall({ lookup: 'bo@example.com' }));
    });

    it('writes it after what is still being written of that conversation', async () => {
      const { desk, inside } = await aDesk();
      const { backend, records } = recording();
      const faulty = faults(backend);
      faulty.hold('interactions.record');
      await set(desk, { backend: faulty.backend, interaction: aCall() });
      await written();
      await set(desk, { interaction: aCall({ id: 'i2' }) });
      select(inside, 'ada', 'i1', 'chosen');
      await written();
      await faulty.releaseAll('reversed');
      await written();
      expect(records.filter(({ id }) => id === 'i1').map(({ customerId }) => customerId)).to.eql([undefined, 'ada']);
    });

    it('does not take the choice along to the next interaction', async () => {
      const { desk, inside, records } = await recorder();
      select(inside, 'ada', 'i1', 'chosen');
      await set(desk, { interaction: aCall({ id: 'i2' }) });
      await written();
      expect(records.filter(({ id }) => id === 'i2')).to.eql([aCall({ id: 'i2' })]);
    });

    it('records nothing for a customer who is only looked at', async () => {
      const { desk, inside, records } = await recorder();
      for (const reason of ['matched', 'opened', 'assigned', undefined] as const) select(inside, 'ada', 'i1', reason);
      await desk.updateComplete;
      await written();
      expect(records).to.have.length(1);
    });
  });

  describe('that cannot be kept', () => {
    it('tells the host, and nobody else', async () => {
      const { heard, stop } = noise();
      const { codes } = await failing();
      stop();
      expect(codes).to.eql(['interactions.record offline']);
      expect(heard).to.eql([]);
    });

    it('does not try again at every render', async () => {
      const { desk, codes } = await failing();
      await set(desk, { answers: 'call' });
      await set(desk, { answers: 'message' });
      await written();
      expect(codes).to.have.length(1);
    });

    it('tries again with the next object of it', async () => {
      const { desk, faulty, records } = await failing();
      faulty.set({});
      await set(desk, { interaction: aCall() });
      await written();
      expect(records).to.eql([aCall()]);
    });

    it('tells of what throws instead of rejecting', async () => {
      const { heard, stop } = noise();
      const { desk, faulty, codes } = await failing();
      faulty.set({ 'interactions.record': { rawError: 'throw' } });
      await set(desk, { interaction: aCall() });
      await written();
      stop();
      expect(codes).to.eql(['interactions.record offline', 'interactions.record failed']);
      expect(heard).to.eql([]);
    });
  });

  it('breaks nothing over an interaction that is no plain data', async () => {
    const { desk, records } = await recorder();
    const { heard, stop } = noise();
    const odd: Record<string, unknown> = { ...aCall({ id: 'i2' }) };
    odd['itself'] = odd;
    await set(desk, { interaction: odd as never });
    await written();
    stop();
    expect(heard).to.eql([]);
    await set(desk, { interaction: aCall({ id: 'i3' }) });
    await written();
    expect(records.at(-1)!.id).to.equal('i3');
  });
});

describe('answering wishes', () => {
  const answers = (desk: Desk | undefined) => [...(desk?.answers ?? [])].sort();

  it('offers what the host says that it answers', async () => {
    const { desk, inside } = await aDesk();
    desk.setAttribute('answers', ' call  transfer\nmessage ');
    await desk.updateComplete;
    expect(answers(inside.desk.value)).to.eql(['call', 'message', 'transfer']);
    desk.removeAttribute('answers');
    await desk.updateComplete;
    expect(answers(inside.desk.value)).to.eql([]);
  });

  it('offers what elements inside answer, for as long as they are there', async () => {
    const desk = await fixture<AgentDesk>(html`
      <agent-desk answers="call">
        <inside-element></inside-element>
        <inside-element .wish=${'message'}></inside-element>
        <inside-element .wish=${'message'}></inside-element>
      </agent-desk>
    `);
    await desk.updateComplete;
    const [asking, first, second] = desk.querySelectorAll('inside-element');
    expect(answers(asking!.desk.value)).to.eql(['call', 'message']);
    first!.remove();
    await desk.updateComplete;
    expect(answers(asking!.desk.value)).to.eql(['call', 'message']);
    second!.remove();
    await desk.updateComplete;
    expect(answers(asking!.desk.value)).to.eql(['call']);
  });

  it('gives the same desk until the answers change', async () => {
    const { desk, inside } = await aDesk();
    const before = inside.desk.value;
    await set(desk, { interaction: aCall() });
    expect(inside.desk.value).to.equal(before);
    await set(desk, { answers: 'call' });
    expect(inside.desk.value).not.to.equal(before);
  });

  it('takes an answerer away once, however often it says that it goes', async () => {
    const { desk, inside } = await aDesk();
    const stop = inside.desk.value!.answer('call');
    inside.desk.value!.answer('message');
    stop();
    stop();
    await desk.updateComplete;
    expect(answers(inside.desk.value)).to.eql(['message']);
  });
});

describe('asking to close', () => {
  const guarded = async (...guards: Parameters<Desk['guard']>[0][]) => {
    const { desk, inside } = await aDesk();
    await set(desk, { interaction: aCall() });
    const refused: { readonly id?: string; readonly reasons: readonly string[] }[] = [];
    desk.parentElement!.addEventListener('close-refused', ({ interactionId, reasons }) =>
      refused.push({ id: interactionId, reasons }),
    );
    const stops = guards.map((guard) => inside.desk.value!.guard(guard));
    return { desk, inside, refused, stops };
  };

  it('agrees when nobody is against it', async () => {
    const { desk, refused } = await guarded(
      () => [],
      async () => [],
    );
    expect(await desk.requestClose()).to.equal(true);
    expect(refused).to.eql([]);
  });

  it('asks about the current interaction, or the one that is named', async () => {
    const asked: (string | undefined)[] = [];
    const { desk } = await guarded((id) => {
      asked.push(id);
      return [];
    });
    await desk.requestClose();
    await desk.requestClose('i7');
    expect(asked).to.eql(['i1', 'i7']);
  });

  it('refuses with all reasons, in the order of the elements', async () => {
    const { desk, refused } = await guarded(
      async () => ['Register first', 'Then save'],
      () => [],
      () => ['A message is not sent'],
    );
    expect(await desk.requestClose('i7')).to.equal(false);
    expect(refused).to.eql([{ id: 'i7', reasons: ['Register first', 'Then save', 'A message is not sent'] }]);
  });

  it('does not ask a guard that has gone', async () => {
    const { desk, stops } = await guarded(() => ['never mind']);
    stops[0]!();
    expect(await desk.requestClose()).to.equal(true);
  });

  for (const [how, guard] of [
    [
      'throws',
      () => {
        throw new Error('oops');
      },
    ],
    ['rejects', async () => Promise.reject(new BackendError('offline', 'no'))],
    ['rejects with nothing', async () => Promise.reject(undefined as unknown as Error)],
  ] as const) {
    it(`takes a guard that ${how} for a refusal, in words`, async () => {
      const { desk, refused } = await guarded(guard, () => ['Save first']);
      const { heard, stop } = noise();
      expect(await desk.requestClose()).to.equal(false);
      stop();
      const word = how === 'rejects' ? 'There is no connection.' : 'Something went wrong.';
      expect(refused).to.eql([{ id: 'i1', reasons: [word, 'Save first'] }]);
      expect(heard).to.eql([]);
    });
  }

  it('takes no answer for no objection', async () => {
    const { desk } = await guarded(() => undefined as unknown as string[]);
    expect(await desk.requestClose()).to.equal(true);
  });
});

describe('leaving the page', () => {
  it('gives nothing to anybody while it is away', async () => {
    const { desk, inside } = await aDesk();
    await set(desk, { backend: aBackend(), interaction: aCall({ customerId: 'ada' }), answers: 'call' });
    desk.remove();
    desk.interaction = aCall({ state: 'wrap-up' });
    await desk.updateComplete;
    const { backend, interaction, customer, desk: of } = inside;
    expect([backend, interaction, customer, of].map(({ value }) => value)).to.eql([undefined, undefined, undefined, undefined]);
  });

  it('gives everything again on the way back, wherever that is', async () => {
    const { desk, inside } = await aDesk();
    const interaction = aCall();
    const backend = aBackend();
    await set(desk, { backend, interaction });
    select(inside, 'ada', 'i1', 'matched');
    await desk.updateComplete;
    const elsewhere = await fixture(html`<section></section>`);
    elsewhere.append(desk);
    expect(inside.customer.value).to.equal('ada');
    expect([inside.backend.value, inside.interaction.value]).to.eql([backend, interaction]);
    select(inside, 'bo', 'i1', 'opened');
    await desk.updateComplete;
    expect(inside.customer.value).to.equal('bo');
  });

  it('records nothing twice over it', async () => {
    const { desk } = await aDesk();
    const { backend, records } = recording();
    await set(desk, { backend, interaction: aCall() });
    const parent = desk.parentElement!;
    desk.remove();
    parent.append(desk);
    await set(desk, { answers: 'call' });
    await written();
    expect(records).to.have.length(1);
  });
});

declare global {
  interface HTMLElementTagNameMap {
    'inside-element': InsideElement;
  }
}
