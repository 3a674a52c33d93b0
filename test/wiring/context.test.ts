import { expect, fixture, html } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { LitElement, type TemplateResult } from 'lit';
import '../../src/elements/agent-desk/define.js';
import { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import { Consumed, customerContext, interactionContext } from '../../src/wiring/context.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { aCall } from '../support/backends.js';

/** Shows whose customer it stands beside, and remembers everything that it ever showed. */
class CustomerReader extends LitElement {
  readonly told: (string | undefined)[] = [];
  readonly shown: string[] = [];
  readonly customer = new Consumed(this, customerContext, (value) => this.told.push(value));
  readonly interaction = new Consumed(this, interactionContext);

  override render(): TemplateResult {
    const text = this.customer.value ?? 'nobody';
    this.shown.push(text);
    return html`${text}`;
  }
}
defineElement('customer-reader', CustomerReader);

/** A host application's own element with our elements in its shadow root. */
class HostApp extends LitElement {
  static override properties = { customer: {}, framed: { type: Boolean } };
  declare customer?: string;
  declare framed: boolean;

  override render(): TemplateResult {
    if (this.framed) return html`<agent-desk customer-id=${this.customer!}><slot></slot></agent-desk>`;
    return html`<slot></slot><customer-reader></customer-reader>`;
  }
}
defineElement('host-app', HostApp);

const readers = (root: ParentNode) => [...root.querySelectorAll<CustomerReader>('customer-reader')];
const reader = (root: ParentNode) => readers(root)[0]!;

async function settled(root: Element): Promise<void> {
  for (const element of [root, ...root.querySelectorAll('*')]) if (element instanceof LitElement) await element.updateComplete;
  for (const each of readers(root)) await each.updateComplete;
}

const text = (element: CustomerReader) => element.shadowRoot!.textContent;

describe('standing in a desk', () => {
  it('gives the desk’s customer', async () => {
    const desk = await fixture(html`<agent-desk customer-id="ada"><customer-reader></customer-reader></agent-desk>`);
    await settled(desk);
    expect(text(reader(desk))).to.equal('ada');
  });

  it('follows the desk to its next customer', async () => {
    const desk = await fixture<AgentDesk>(html`<agent-desk customer-id="ada"><customer-reader></customer-reader></agent-desk>`);
    desk.customerId = 'bo';
    await settled(desk);
    expect(text(reader(desk))).to.equal('bo');
  });

  it('keeps two desks on one page apart', async () => {
    const page = await fixture(html`
      <div>
        <agent-desk customer-id="ada"><customer-reader></customer-reader></agent-desk>
        <agent-desk customer-id="bo"><customer-reader></customer-reader></agent-desk>
      </div>
    `);
    await settled(page);
    expect(readers(page).map(text)).to.eql(['ada', 'bo']);
    page.querySelector('agent-desk')!.customerId = 'cy';
    await settled(page);
    expect(readers(page).map(text)).to.eql(['cy', 'bo']);
  });

  it('gives the inner desk’s customer where desks are nested', async () => {
    const page = await fixture(html`
      <agent-desk customer-id="outer">
        <customer-reader></customer-reader>
        <agent-desk customer-id="inner"><customer-reader></customer-reader></agent-desk>
      </agent-desk>
    `);
    await settled(page);
    expect(readers(page).map(text)).to.eql(['outer', 'inner']);
  });

  it('gives nothing of the outer desk where the inner has nobody', async () => {
    const page = await fixture(html`
      <agent-desk customer-id="outer"
        ><agent-desk><customer-reader></customer-reader></agent-desk
      ></agent-desk>
    `);
    await settled(page);
    expect(text(reader(page))).to.equal('nobody');
  });

  it('reaches into a host’s own shadow root', async () => {
    const desk = await fixture(html`<agent-desk customer-id="ada"><host-app></host-app></agent-desk>`);
    await settled(desk);
    expect(text(reader(desk.querySelector('host-app')!.shadowRoot!))).to.equal('ada');
  });

  it('comes from a desk in a shadow root to what is slotted in it', async () => {
    const host = await fixture<HostApp>(html`<host-app framed .customer=${'ada'}><customer-reader></customer-reader></host-app>`);
    await settled(host);
    expect(text(reader(host))).to.equal('ada');
  });
});

describe('being there before the desk', () => {
  it('gives the value when the desk is defined later', async () => {
    const page = await fixture(html`
      <div>
        <late-desk customer-id="ada"><customer-reader></customer-reader></late-desk>
        <late-desk customer-id="bo"><host-app></host-app></late-desk>
      </div>
    `);
    const inHost = reader(page.querySelector('host-app')!.shadowRoot!);
    await settled(page);
    expect([text(reader(page)), text(inHost)]).to.eql(['nobody', 'nobody']);
    expect(defineElement('late-desk', AgentDesk)).to.equal('defined');
    await settled(page);
    await inHost.updateComplete;
    expect([text(reader(page)), text(inHost)]).to.eql(['ada', 'bo']);
  });

  it('changes over to a nearer desk that is defined later', async () => {
    const page = await fixture<AgentDesk>(html`
      <agent-desk customer-id="outer">
        <nearer-desk customer-id="inner"><customer-reader></customer-reader></nearer-desk>
      </agent-desk>
    `);
    await settled(page);
    expect(text(reader(page))).to.equal('outer');
    defineElement('nearer-desk', AgentDesk);
    await settled(page);
    expect(text(reader(page))).to.equal('inner');
    page.customerId = 'other';
    await settled(page);
    expect(text(reader(page))).to.equal('inner');
  });

  it('forgets what was asked for when the reader has left meanwhile', async () => {
    const page = await fixture(
      html`<div>
        <leaving-desk customer-id="ada"><customer-reader></customer-reader></leaving-desk>
      </div>`,
    );
    const left = reader(page);
    left.remove();
    defineElement('leaving-desk', AgentDesk);
    await settled(page);
    expect(left.told).to.eql([]);
  });
});

describe('moving to another desk', () => {
  async function moved(): Promise<{ page: Element; mover: CustomerReader; to: AgentDesk; from: AgentDesk }> {
    const page = await fixture(html`
      <div>
        <agent-desk customer-id="ada"><customer-reader></customer-reader></agent-desk>
        <agent-desk customer-id="bo"></agent-desk>
      </div>
    `);
    await settled(page);
    const [from, to] = page.querySelectorAll('agent-desk');
    return { page, mover: reader(page), from: from!, to: to! };
  }

  it('never shows the old desk’s customer in the new place', async () => {
    const { mover, to } = await moved();
    mover.shown.length = 0;
    to.append(mover);
    expect(mover.customer.value).to.equal('bo');
    await new Promise(requestAnimationFrame);
    expect(text(mover)).to.equal('bo');
    expect(mover.shown).to.eql(['bo']);
  });

  it('forgets the old customer before it learns of the new one', async () => {
    const { mover, to } = await moved();
    to.append(mover);
    expect(mover.told).to.eql(['ada', undefined, 'bo']);
  });

  it('hears no more of the old desk', async () => {
    const { page, mover, from, to } = await moved();
    to.append(mover);
    from.customerId = 'cy';
    await settled(page);
    expect(mover.told).to.eql(['ada', undefined, 'bo']);
  });

  it('shows nobody where no desk is', async () => {
    const { page, mover } = await moved();
    page.append(mover);
    await settled(page);
    expect(text(mover)).to.equal('nobody');
  });

  it('goes along when the whole desk moves', async () => {
    const { page, mover, from, to } = await moved();
    to.append(from);
    await settled(page);
    expect(text(mover)).to.equal('ada');
    from.customerId = 'cy';
    await settled(page);
    expect(text(mover)).to.equal('cy');
  });
});

describe('leaving the page', () => {
  it('is let go by the desk', async () => {
    const place = await fixture<HTMLElement>(html`<div><customer-reader></customer-reader></div>`);
    const provider = new ContextProvider(place, { context: customerContext, initialValue: 'ada' });
    provider.hostConnected(); // a plain element has nobody to say it
    const left = reader(place);
    expect(left.customer.value).to.equal('ada');
    left.remove();
    expect((provider as unknown as { subscriptions: Map<unknown, unknown> }).subscriptions.size).to.equal(0);
    provider.setValue('bo');
    expect(left.told).to.eql(['ada', undefined]);
  });

  it('clears the value at once', async () => {
    const desk = await fixture<AgentDesk>(html`<agent-desk customer-id="ada"><customer-reader></customer-reader></agent-desk>`);
    desk.interaction = aCall();
    await settled(desk);
    const left = reader(desk);
    left.remove();
    expect([left.customer.value, left.interaction.value]).to.eql([undefined, undefined]);
    await left.updateComplete;
    expect(text(left)).to.equal('nobody');
  });

  it('gives the value again on the way back', async () => {
    const desk = await fixture<AgentDesk>(html`<agent-desk customer-id="ada"><customer-reader></customer-reader></agent-desk>`);
    const back = reader(desk);
    back.remove();
    desk.customerId = 'bo';
    await settled(desk);
    desk.append(back);
    await settled(desk);
    expect(text(back)).to.equal('bo');
  });

  it('clears the value of what a desk in a shadow root leaves behind', async () => {
    const host = await fixture<HostApp>(html`<host-app framed .customer=${'ada'}><customer-reader></customer-reader></host-app>`);
    await settled(host);
    host.framed = false;
    await settled(host);
    expect(text(reader(host))).to.equal('nobody');
  });
});
