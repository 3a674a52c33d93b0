import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, nothing, type TemplateResult } from 'lit';
import { defineElement } from '../../src/wiring/define-element.js';
import { KeepFocus } from '../../src/wiring/keep-focus.js';
import { leftovers, nothingLeft } from '../support/leftovers.js';
import { turn } from '../support/until.js';

/** A form that can be closed for a while, and lose parts. */
class FocusForm extends LitElement {
  closed = false;
  gone = false;
  readonly focus_ = new KeepFocus(this, '#title');
  override render(): TemplateResult {
    this.focus_.keep();
    return html`<h2 id="title" tabindex="-1">Form</h2>
      <fieldset ?disabled=${this.closed}>
        ${this.gone ? nothing : html`<input id="name" /><input data-topic='a"b' />`}<input id="other" />
      </fieldset>`;
  }
  at(selector: string): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(selector)!;
  }
  get where(): string {
    const { activeElement } = this.shadowRoot!;
    return activeElement ? (activeElement.getAttribute('data-topic') ?? activeElement.id) : 'nowhere';
  }
}
defineElement('focus-form', FocusForm);

async function until(fact: () => unknown): Promise<void> {
  const end = performance.now() + 6000;
  while (!fact()) {
    if (performance.now() > end) throw new Error(`It never became true: ${fact.toString()}`);
    await turn();
  }
}
/** Timers that are due have run. */
const due = () => new Promise((done) => setTimeout(done));
async function put(element: FocusForm, to: Partial<Pick<FocusForm, 'closed' | 'gone'>>): Promise<void> {
  Object.assign(element, to);
  element.requestUpdate();
  await element.updateComplete;
  await due();
  await due();
}
const form = () => fixture<FocusForm>(html`<focus-form></focus-form>`);

describe('the focus in a form that is closed for a while', () => {
  for (const [selector, name] of [
    ['#name', 'name'],
    ['[data-topic]', 'a"b'],
  ] as const)
    it(`waits at the place of last resort and comes back to ${name}`, async () => {
      const element = await form();
      element.at(selector).focus();
      await put(element, { closed: true });
      await until(() => element.where === 'title');
      await put(element, {}); // another render meanwhile
      expect(element.where).to.equal('title');
      await put(element, { closed: false });
      await until(() => element.where === name);
    });

  it('waits there when it is taken away, and comes back with it', async () => {
    const element = await form();
    element.at('#name').focus();
    await put(element, { gone: true });
    await until(() => element.where === 'title');
    await put(element, { gone: false });
    await until(() => element.where === 'name');
  });

  it('stays where it is when nothing happens to it', async () => {
    const element = await form();
    element.at('#other').focus();
    await put(element, { gone: true });
    expect(element.where).to.equal('other');
  });

  it('is not taken from where the agent has put it meanwhile, in the form', async () => {
    const element = await form();
    element.at('#name').focus();
    await put(element, { gone: true });
    await until(() => element.where === 'title');
    element.at('#other').focus();
    await put(element, { gone: false });
    expect(element.where).to.equal('other');
  });

  it('is not taken from where the agent has put it meanwhile, on the page', async () => {
    const element = await form();
    const elsewhere = await fixture<HTMLElement>(html`<input />`);
    element.at('#name').focus();
    await put(element, { closed: true });
    await until(() => element.where === 'title');
    elsewhere.focus();
    await put(element, { closed: false });
    expect([element.where, document.activeElement === elsewhere]).to.eql(['nowhere', true]);
  });

  it('is not taken back from the page when it went there as the form was closed', async () => {
    const element = await form();
    const elsewhere = await fixture<HTMLElement>(html`<input />`);
    element.at('#name').focus();
    element.closed = true;
    element.requestUpdate();
    await element.updateComplete;
    elsewhere.focus();
    await due();
    await due();
    expect(document.activeElement === elsewhere).to.equal(true);
  });

  it('is not taken from the page by a form that was moved', async () => {
    const element = await form();
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    element.at('#name').focus();
    element.closed = true;
    element.requestUpdate();
    await element.updateComplete;
    elsewhere.append(element);
    await due();
    await due();
    expect([element.where, document.activeElement === document.body]).to.eql(['nowhere', true]);
  });

  it('is not given to a form that never had it', async () => {
    const element = await form();
    await put(element, { closed: true });
    await put(element, { closed: false });
    expect([element.where, document.activeElement === document.body]).to.eql(['nowhere', true]);
  });

  it('is kept again the next time', async () => {
    const element = await form();
    for (const selector of ['#name', '#other', '#name']) {
      element.at(selector).focus();
      await put(element, { closed: true });
      await until(() => element.where === 'title');
      await put(element, { closed: false });
      await until(() => `#${element.where}` === selector);
    }
  });

  it('stays at the place of last resort when the agent went there', async () => {
    const element = await form();
    element.at('#title').focus();
    await put(element, { closed: true });
    await put(element, { closed: false });
    expect(element.where).to.equal('title');
  });

  it('is forgotten with an element that was taken away or moved, which leaves no timers', async () => {
    const element = await form();
    const parent = element.parentElement!;
    const left = await leftovers(async () => {
      element.at('#name').focus();
      element.closed = true;
      element.requestUpdate();
      await element.updateComplete;
      element.remove();
      await due();
      expect(document.activeElement === document.body).to.equal(true);
    });
    expect(left).to.eql(nothingLeft);
    parent.append(element);
    await put(element, { closed: false });
    expect(element.where).to.equal('nowhere');
  });
});
