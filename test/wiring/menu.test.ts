import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LitElement, type TemplateResult } from 'lit';
import { defineElement } from '../../src/wiring/define-element.js';
import { onMenuKeydown, onMenuToggle } from '../../src/wiring/menu.js';

class MenuHost extends LitElement {
  override render(): TemplateResult {
    return html`<button popovertarget="menu">More</button>
      <div id="menu" popover role="menu" aria-label="More" @keydown=${onMenuKeydown} @toggle=${onMenuToggle}>
        <button role="menuitem" popovertarget="menu" popovertargetaction="hide">Refresh</button>
        <button role="menuitem">Copy ID</button>
        <slot></slot>
      </div>`;
  }
}
defineElement('menu-host', MenuHost);

const menu = (host: Element) => host.shadowRoot!.querySelector<HTMLElement>('#menu')!;
const opener = (host: Element) => host.shadowRoot!.querySelector('button')!;

/** The text of what has the focus. */
function focused(): string | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.textContent?.trim();
}

async function opened(): Promise<Element> {
  const host = await fixture(html`<menu-host><button>Print</button><a href="#tickets">Tickets</a></menu-host>`);
  const focus = new Promise((resolve) => host.addEventListener('focusin', resolve, { once: true }));
  opener(host).focus();
  await focus;
  const toggled = new Promise((resolve) => menu(host).addEventListener('toggle', resolve, { once: true }));
  opener(host).click();
  await toggled;
  return host;
}

async function closing(host: Element, deed: () => unknown): Promise<void> {
  const toggled = new Promise((resolve) => menu(host).addEventListener('toggle', resolve, { once: true }));
  await deed();
  await toggled;
}

const press = (key: string) => {
  let at: Element = document.activeElement!;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
};

describe('opening a menu', () => {
  it('puts the focus on the first item', async () => {
    await opened();
    expect(focused()).to.equal('Refresh');
  });
});

describe('moving in a menu', () => {
  for (const [keys, item] of [
    [['ArrowDown'], 'Copy ID'],
    [['ArrowDown', 'ArrowDown'], 'Print'],
    [['ArrowDown', 'ArrowDown', 'ArrowDown'], 'Tickets'],
    [['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'], 'Refresh'],
    [['ArrowUp'], 'Tickets'],
    [['End'], 'Tickets'],
    [['End', 'ArrowUp', 'ArrowUp'], 'Copy ID'],
    [['End', 'Home'], 'Refresh'],
  ] as const) {
    it(`is at ${item} after ${keys.join(', ')}`, async () => {
      await opened();
      for (const key of keys) expect(press(key)).to.equal(false);
      expect(focused()).to.equal(item);
    });
  }

  it('goes from the menu itself to its ends', async () => {
    const host = await opened();
    menu(host).tabIndex = -1;
    for (const [key, item] of [
      ['ArrowDown', 'Refresh'],
      ['ArrowUp', 'Tickets'],
    ] as const) {
      menu(host).focus();
      press(key);
      expect(focused()).to.equal(item);
    }
  });

  it('leaves other keys to the page', async () => {
    await opened();
    expect(['a', 'Enter', ' ', 'Escape', 'Tab'].map(press)).to.eql([true, true, true, true, true]);
  });
});

describe('leaving a menu', () => {
  it('closes it with Tab', async () => {
    const host = await opened();
    press('Tab');
    expect(menu(host).matches(':popover-open')).to.equal(false);
    expect(focused()).to.equal('More');
  });

  it('closes it with Escape, and the focus is where it was', async () => {
    const host = await opened();
    await closing(host, () => sendKeys({ press: 'Escape' }));
    expect(focused()).to.equal('More');
  });

  it('closes it with an item, and the focus is where it was', async () => {
    const host = await opened();
    await closing(host, () => menu(host).querySelector('button')!.click());
    expect(focused()).to.equal('More');
  });

  it('leaves the focus where somebody puts it', async () => {
    const host = await opened();
    const elsewhere = await fixture<HTMLElement>(html`<button>Elsewhere</button>`);
    await closing(host, () => {
      elsewhere.focus();
      menu(host).hidePopover();
    });
    expect(focused()).to.equal('Elsewhere');
  });
});
