import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { Backend } from '../../src/backend/backend.js';
import { BackendError } from '../../src/backend/backend-error.js';
import { faults } from '../../src/testing/faults.js';
import { defineElement } from '../../src/wiring/define-element.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { Handover } from '../../src/wiring/handover.js';
import type { Intent } from '../../src/wiring/intent.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { aBackend, aCustomer, knowing } from '../support/backends.js';
import { stopTime } from '../support/page-clock.js';
import { until } from '../support/until.js';

const kind = 'customers.change';

/** Hands one wish over, and says how many it sees on their way or done. */
class HandoverView extends LitElement {
  backend?: Backend;
  store?: DraftStore;
  readonly handover = new Handover(this, {
    backend: () => this.backend,
    store: () => this.store,
    senders: {
      [kind]: ({ customers }) =>
        customers?.change && {
          send: (patch: { id: string }, options) => customers.change!(patch.id, { revision: 1, fields: {} }, options),
        },
    },
  });
  override render(): TemplateResult {
    return html`${this.handover.outgoing
      .of([kind])
      .map(({ state }) => state)
      .join()}`;
  }
}
defineElement('handover-view', HandoverView);

/** A store whose writes of the outbox wait until they are let through, or fail. */
function slow() {
  const inner = memoryDrafts();
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const store: DraftStore = {
    ...inner,
    name: 'slow',
    put: async (draft, condition) => {
      if (draft.key.startsWith('outbox/')) await opened;
      return inner.put(draft, condition);
    },
  };
  return { store, open, intents: async () => (await inner.list('outbox/')).map(({ value }) => value as Intent) };
}

async function view(store: DraftStore | undefined) {
  const { customers } = knowing(aCustomer('ada', 'Ada'));
  const done: (string | undefined)[] = [];
  const change = async (id: string, _: unknown, options?: { key?: string }) => {
    done.push(options?.key);
    return { ...aCustomer(id, 'Ada'), revision: 2 };
  };
  const faulty = faults(aBackend({ customers: { ...customers!, change } }));
  const element = await fixture<HandoverView>(html`<handover-view .backend=${faulty.backend} .store=${store}></handover-view>`);
  const send = () => element.handover.send({ id: 'one', kind, about: 'customer/ada', payload: { id: 'ada' } });
  return {
    element,
    send,
    done,
    faulty,
    shows: (text: string) => until(element.renderRoot, () => element.renderRoot.textContent === text),
  };
}

describe('handing over to a chosen store', () => {
  const time = stopTime();

  it('that fails keeps it in the memory of the page, and it is sent all the same', async () => {
    const store: DraftStore = {
      ...memoryDrafts(),
      put: async () => {
        throw new BackendError('failed', 'The disk is full');
      },
    };
    const { element, send, done, shows } = await view(store);
    await send();
    await shows('sent');
    expect([done, element.handover.lasting]).to.deep.equal([['one'], undefined]);
  });

  it('that is only slow does not leave it in two places', async () => {
    const { store, open, intents } = slow();
    const { element, send, done, faulty } = await view(store);
    faulty.hold(kind);
    const sending = send();
    let over = false;
    void sending.then(() => (over = true));
    while (!over) await time.pass(1000);
    expect(element.handover.lasting).to.equal(undefined);
    expect(element.handover.isAtRisk([kind])).to.equal(true);
    open();
    while (element.handover.lasting !== store) await time.pass(100);
    await faulty.releaseAll();
    while ((await intents())[0]?.state !== 'sent') await time.pass(1000);
    expect([new Set(done), (await intents()).map(({ state }) => state)]).to.deep.equal([new Set(['one']), ['sent']]);
    expect(element.handover.lasting).to.equal(store);
  });

  it('is refused where neither takes it', async () => {
    const { element, send } = await view(memoryDrafts());
    element.backend = aBackend();
    element.requestUpdate();
    await element.updateComplete;
    const refused = await send().catch((caught: unknown) => caught);
    expect(refused).to.be.instanceOf(BackendError);
    expect(element.handover.lasting).not.to.equal(undefined);
  });
});
