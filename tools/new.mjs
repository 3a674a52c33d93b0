// npm run new note-list: a new element after the pattern of the house: class, styles, define module, test and story. It asks the
// backend for the customer, because most elements do; put the noun's own service there. Then add it to index.ts and define-all.ts.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bin, run } from './steps.mjs';

/** Names that HTML keeps for itself. */
const RESERVED = [
  'annotation-xml',
  'color-profile',
  'font-face',
  'font-face-src',
  'font-face-uri',
  'font-face-format',
  'font-face-name',
  'missing-glyph',
];

const refuse = (why) => {
  console.error(`npm run new <tag>: ${why}`);
  process.exit(2);
};

const [tag = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(tag))
  refuse(`"${tag}" is no tag name; two or more words in small letters, such as note-list`);
if (RESERVED.includes(tag)) refuse(`${tag} belongs to HTML`);
const folder = `src/elements/${tag}`;
const files = { test: `test/elements/${tag}.test.ts`, story: `stories/${tag}.stories.ts` };
for (const path of [folder, files.test, files.story]) if (existsSync(path)) refuse(`${path} is there already`);

const name = tag.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const words = tag.replaceAll('-', ' ');

const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

write(
  `${folder}/${tag}.ts`,
  `import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import { asBackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { base, controls } from '../../styles/base.js';
import { backendContext, Consumed, customerContext } from '../../wiring/context.js';
import { Load } from '../../wiring/load.js';
import { Texts } from '../../wiring/words.js';
import { styles } from './${tag}.styles.js';

/**
 * The ${words} of a customer: say here in a sentence when to use it.
 *
 * @tag ${tag}
 * @csspart body - What there is to show.
 */
export class ${name} extends LitElement {
  static override styles = [base, controls, styles];

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The customer; the card's or the desk's unless given. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  readonly #texts = new Texts(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #customer = new Consumed(this, customerContext);
  readonly #load = new Load<readonly [Backend, string], Customer | undefined>(this, {
    args: () => this.#question(),
    read: async ([backend, id], signal) => backend.customers?.get(id, { signal }),
  });

  /** Reads again; what is on screen stays until the answer is there. */
  refresh(): void {
    this.#load.reload();
  }

  override render(): TemplateResult | typeof nothing {
    const { face } = this.#load;
    if (face === 'waiting') return this.#renderWaiting();
    if (face === 'failed') return this.#renderFailed();
    return this.#load.value ? this.#renderReady(this.#load.value) : nothing;
  }

  #renderWaiting(): TemplateResult {
    return html\`<div aria-busy="true"><span class="skeleton"></span></div>\`;
  }

  #renderFailed(): TemplateResult {
    const { code } = asBackendError(this.#load.error);
    return html\`<div class="bar" role="alert">
      <span>\${this.#texts.say(\`error-\${code}\`)}</span>
      <button class="button" @click=\${this.#onRetry}>\${this.#texts.say('retry')}</button>
    </div>\`;
  }

  #renderReady(customer: Customer): TemplateResult {
    return html\`<div class="body" part="body">\${customer.id}</div>\`;
  }

  /** What is to be read, by identity. */
  #question(): readonly [Backend, string] | undefined {
    const backend = this.backend ?? this.#backend.value;
    const customerId = this.customerId ?? this.#customer.value;
    return backend?.customers && customerId ? [backend, customerId] : undefined;
  }

  readonly #onRetry = (): void => this.#load.reload();
}

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${name};
  }
}
`,
);

write(
  `${folder}/${tag}.styles.ts`,
  `import { css } from 'lit';

export const styles = css\`
  .body {
    padding: var(--_gap) var(--_gutter);
  }
\`;
`,
);

write(
  `${folder}/define.ts`,
  `import { defineElement } from '../../wiring/define-element.js';
import { offerLocales } from '../../locales/offer.js';
import { ${name} } from './${tag}.js';

offerLocales();
defineElement('${tag}', ${name});
`,
);

write(
  files.test,
  `import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/${tag}/define.js';

describe('<${tag}>', () => {
  describe('without a customer', () => {
    it('shows nothing', async () => {
      const element = await fixture<HTMLElementTagNameMap['${tag}']>(html\`<${tag}></${tag}>\`);
      expect(element.shadowRoot!.querySelector('*')).to.equal(null);
    });

    it('is accessible', async () => {
      const element = await fixture(html\`<${tag}></${tag}>\`);
      await expect(element).to.be.accessible();
    });
  });
});
`,
);

write(
  files.story,
  `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/${tag}/define.js';

const meta: Meta = { title: 'Elements/${name}', component: '${tag}' };
export default meta;

export const NothingToShow: StoryObj = { render: () => html\`<${tag}></${tag}>\` };
`,
);

const written = [`${folder}/${tag}.ts`, `${folder}/${tag}.styles.ts`, `${folder}/define.ts`, files.test, files.story];
await run(bin('prettier'), ['--write', '--log-level', 'warn', ...written]);
console.log(`${written.join('\n')}

Next, by hand:
  src/index.ts        export { ${name} } from './elements/${tag}/${tag}.js';
  src/define-all.ts   ['${tag}', ${name}],
  npm run verify      says what is still missing`);
