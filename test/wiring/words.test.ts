import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { english } from '../support/english.js';
import nb from '../../src/locales/nb.js';
import { offerLocales } from '../../src/locales/offer.js';
import { defineElement } from '../../src/wiring/define-element.js';
import * as words from '../../src/wiring/words.js';
import { turn, until } from '../support/until.js';

type WordsModule = typeof words;
const en = english;
const { offerLocale, overrideWords, Texts } = words;

class SpeakingElement extends LitElement {
  static override properties = { count: { type: Number } };
  declare count?: number;
  readonly texts = new Texts(this);

  override render(): TemplateResult {
    const { say } = this.texts;
    return html`${this.count === undefined ? say('retry') : say('show-all', { count: this.count })}`;
  }
}
defineElement('speaking-element', SpeakingElement);

class SpeakingHost extends LitElement {
  override render(): TemplateResult {
    return html`<slot></slot><speaking-element></speaking-element>`;
  }
}
defineElement('speaking-host', SpeakingHost);

const text = (element: Element | null | undefined) => element?.shadowRoot?.textContent?.trim();
const inside = (host: Element) => host.shadowRoot!.querySelector('speaking-element')!;
const saying = (element: Element, wanted: string) => until(element.shadowRoot!, () => text(element) === wanted);

// Languages reserved for private use (ISO 639: qaa to qtz): nobody else in this page speaks them.
const offered = (language: string, retry: string) => offerLocale(language, async () => ({ default: { ...en, retry } }));

before(() => {
  offerLocales();
  offered('qaa', 'encore');
  offered('qab', 'again');
});

describe('speaking', () => {
  it('speaks English where nobody says a language', async () => {
    const before = document.documentElement.lang;
    document.documentElement.removeAttribute('lang');
    try {
      const element = await fixture(html`<speaking-element></speaking-element>`);
      expect(text(element)).to.equal('Try again');
    } finally {
      if (before) document.documentElement.lang = before;
    }
  });

  it('takes the nearest language', async () => {
    const page = await fixture(html`
      <div lang="qaa">
        <p lang="qab"><speaking-element></speaking-element></p>
      </div>
    `);
    const element = page.querySelector('speaking-element')!;
    await saying(element, 'again');
    expect(element.texts.locale).to.equal('qab');
  });

  it('takes its own before any above', async () => {
    const page = await fixture(html`<div lang="qaa"><speaking-element lang="qab"></speaking-element></div>`);
    await saying(page.querySelector('speaking-element')!, 'again');
  });

  it('takes the language of the host across a shadow root', async () => {
    const page = await fixture(html`
      <div lang="qaa">
        <speaking-host lang="qab"><speaking-element></speaking-element></speaking-host>
      </div>
    `);
    const host = page.querySelector('speaking-host')!;
    await saying(inside(host), 'again');
    await saying(host.querySelector('speaking-element')!, 'again');
  });

  it('takes the language above the host when the host says none', async () => {
    const page = await fixture(html`<div lang="qaa"><speaking-host></speaking-host></div>`);
    await saying(inside(page.querySelector('speaking-host')!), 'encore');
  });

  for (const lang of ['nb', 'no', 'nn', 'nb-NO', 'NO', 'nn-NO']) {
    it(`reads ${lang} as Bokmål`, async () => {
      const element = await fixture(html`<speaking-element lang=${lang}></speaking-element>`);
      await saying(element, nb.retry);
    });
  }

  for (const lang of [
    'qzz',
    'tlh',
    'zh-Hant-TW',
    'xx_YY',
    '-',
    '*',
    'a',
    'en_US',
    'x-none',
    '🦆',
    'qaa qab',
    'constructor',
    '__proto__',
  ]) {
    it(`speaks English for ${lang}, and does not break`, async () => {
      const element = await fixture<SpeakingElement>(html`<speaking-element lang=${lang} .count=${1234}></speaking-element>`);
      expect(text(element)).to.equal('Show all 1,234 fields');
      expect(() => new Intl.NumberFormat(element.texts.locale)).not.to.throw();
    });
  }

  it('speaks English by the rules of English where it has nothing better', async () => {
    overrideWords('en', { 'show-all': ({ count }, { plural }) => plural(count, { one: 'one field', other: `${count} fields` }) });
    try {
      // Portuguese says "one" of none, Chinese of nothing.
      for (const [lang, count, said] of [
        ['pt', 0, '0 fields'],
        ['zh', 1, 'one field'],
        ['pl', 2, '2 fields'],
      ] as const) {
        const element = await fixture<SpeakingElement>(html`<speaking-element lang=${lang} .count=${count}></speaking-element>`);
        expect(text(element), lang).to.equal(said);
      }
    } finally {
      overrideWords('en', { 'show-all': en['show-all'] });
    }
  });

  it('takes a region’s own way to write numbers', async () => {
    const element = await fixture<SpeakingElement>(html`<speaking-element lang="en-IN" .count=${1234567}></speaking-element>`);
    expect(text(element)).to.equal('Show all 12,34,567 fields');
  });

  it('knows the names that it knows, and no others', async () => {
    const { texts } = await fixture<SpeakingElement>(html`<speaking-element lang="en"></speaking-element>`);
    expect(texts.maybe('field-mobile')).to.equal('Mobile');
    expect(['field-vip', 'constructor', '__proto__', ''].map((key) => texts.maybe(key))).to.eql([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('changing the language', () => {
  it('is heard from far above', async () => {
    const page = await fixture<HTMLElement>(
      html`<div lang="qaa">
        <section><speaking-host></speaking-host></section>
      </div>`,
    );
    const element = inside(page.querySelector('speaking-host')!);
    await saying(element, 'encore');
    page.lang = 'qab';
    await saying(element, 'again');
  });

  it('is heard inside a shadow root', async () => {
    const host = await fixture(html`<speaking-host lang="qaa"></speaking-host>`);
    const element = inside(host);
    await saying(element, 'encore');
    element.setAttribute('lang', 'qab');
    await saying(element, 'again');
    element.removeAttribute('lang');
    await saying(element, 'encore');
  });

  it('is heard above the shadow root by the first who speaks', async () => {
    const address = '../../src/wiring/words.ts?copy=3'; // nobody else has asked it to listen
    const fresh = (await import(address)) as WordsModule;
    fresh.overrideWords('qea', { retry: 'fresh' });
    class FirstSpeaker extends LitElement {
      readonly texts = new fresh.Texts(this);
      override render(): TemplateResult {
        return html`${this.texts.say('retry')}`;
      }
    }
    defineElement('first-speaker', FirstSpeaker);
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('first-speaker') as FirstSpeaker;
    page.attachShadow({ mode: 'open' }).append(element);
    await element.updateComplete;
    page.lang = 'qea';
    await saying(element, 'fresh');
  });

  it('comes with another place', async () => {
    const page = await fixture(html`
      <div>
        <p lang="qaa"><speaking-element></speaking-element></p>
        <p lang="qab"></p>
      </div>
    `);
    const element = page.querySelector('speaking-element')!;
    await saying(element, 'encore');
    page.querySelector('[lang=qab]')!.append(element);
    await element.updateComplete;
    expect(text(element)).to.equal('again');
  });

  it('reaches nobody who has left', async () => {
    const page = await fixture<HTMLElement>(html`<div lang="qaa"><speaking-element></speaking-element></div>`);
    const element = page.querySelector('speaking-element')!;
    await saying(element, 'encore');
    element.remove();
    page.lang = 'qab';
    await turn();
    expect(text(element)).to.equal('encore');
  });
});

describe('loading a language', () => {
  it('speaks English until it is there', async () => {
    let load: (words: { default: words.Words }) => void = () => {};
    offerLocale('qba', () => new Promise((resolve) => (load = resolve)));
    const element = await fixture(html`<speaking-element lang="qba"></speaking-element>`);
    expect(text(element)).to.equal('Try again');
    load({ default: { ...en, retry: 'loaded' } });
    await saying(element, 'loaded');
  });

  it('loads once for all', async () => {
    let loads = 0;
    offerLocale('qbb', async () => {
      loads += 1;
      return { default: { ...en, retry: 'once' } };
    });
    const page = await fixture(html`
      <div lang="qbb"><speaking-element></speaking-element><speaking-element></speaking-element></div>
    `);
    for (const element of page.querySelectorAll('speaking-element')) await saying(element, 'once');
    expect(loads).to.equal(1);
  });

  it('is tried again at the next render when it failed, rejected or thrown', async () => {
    for (const [language, fail] of [
      ['qbc', async () => Promise.reject(new Error('offline'))],
      [
        'qbd',
        () => {
          throw new Error('offline');
        },
      ],
    ] as const) {
      let failures = 0;
      offerLocale(language, () => ((failures += 1) === 1 ? fail() : Promise.resolve({ default: { ...en, retry: 'at last' } })));
      const element = await fixture<SpeakingElement>(html`<speaking-element lang=${language}></speaking-element>`);
      await turn();
      expect(text(element)).to.equal('Try again');
      element.requestUpdate();
      await saying(element, 'at last');
    }
  });

  it('may be offered after the element is on screen, by any spelling', async () => {
    const element = await fixture(html`<speaking-element lang="qbe-NO"></speaking-element>`);
    expect(text(element)).to.equal('Try again');
    offered('QBE-no', 'late');
    await saying(element, 'late');
  });
});

describe('replacing a text', () => {
  it('changes what is on screen', async () => {
    const element = await fixture(html`<speaking-element lang="qaa"></speaking-element>`);
    await saying(element, 'encore');
    overrideWords('qaa', { retry: 'ours' });
    await saying(element, 'ours');
  });

  it('holds from before the language is loaded to after', async () => {
    overrideWords('qca', { retry: 'ours' });
    const element = await fixture(html`<speaking-element lang="qca"></speaking-element>`);
    expect(text(element)).to.equal('ours');
    offered('qca', 'theirs');
    await turn();
    expect(text(element)).to.equal('ours');
  });

  it('works for a language that we do not have', async () => {
    overrideWords('qcb', { 'show-all': ({ count }, { number }) => `${number(count)} gevonden` });
    const element = await fixture<SpeakingElement>(html`<speaking-element lang="qcb" .count=${3}></speaking-element>`);
    expect(text(element)).to.equal('3 gevonden');
  });

  it('leaves the other texts and languages alone', async () => {
    overrideWords('qcc', { back: 'ours' });
    const element = await fixture(html`<speaking-element lang="qcc"></speaking-element>`);
    expect(text(element)).to.equal('Try again');
  });

  it('counts for English also where English stands in for another language', async () => {
    const element = await fixture<SpeakingElement>(html`<speaking-element lang="qcd"></speaking-element>`);
    overrideWords('en', { retry: 'Once more' });
    await saying(element, 'Once more');
    overrideWords('en', { retry: en.retry });
    await saying(element, 'Try again');
  });

  it('reaches Norwegian by any of its names', async () => {
    const element = await fixture(html`<speaking-element lang="nn"></speaking-element>`);
    overrideWords('no', { retry: 'Om att' });
    await saying(element, 'Om att');
    overrideWords('nb', { retry: nb.retry });
    await saying(element, nb.retry);
  });
});

describe('two copies of the library on one page', () => {
  it('do not hear each other', async () => {
    const address = '../../src/wiring/words.ts?copy=2';
    const other = (await import(address)) as WordsModule;
    expect(other.Texts).not.to.equal(Texts);
    class OtherElement extends LitElement {
      readonly texts = new other.Texts(this);
      override render(): TemplateResult {
        return html`${this.texts.say('retry')}`;
      }
    }
    defineElement('other-speaker', OtherElement);
    const page = await fixture(html`
      <div lang="qda"><speaking-element></speaking-element><other-speaker></other-speaker></div>
    `);
    other.overrideWords('qda', { retry: 'theirs' });
    await saying(page.querySelector('other-speaker')!, 'theirs');
    expect(text(page.querySelector('speaking-element'))).to.equal('Try again');
    overrideWords('qda', { retry: 'ours' });
    await saying(page.querySelector('speaking-element')!, 'ours');
    expect(text(page.querySelector('other-speaker'))).to.equal('theirs');
  });
});

declare global {
  interface HTMLElementTagNameMap {
    'speaking-element': SpeakingElement;
  }
}
