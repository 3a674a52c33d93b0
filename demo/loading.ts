import { isBackendError } from 'sidedesk';
import type { Customers } from './customers.js';
import { $, button, element, icon } from './dom.js';
import { reasonText, renderRefused } from './refused.js';

const count = (value: number, one: string, many: string) => `${value.toLocaleString()} ${value === 1 ? one : many}`;

/** So many customers are enough to play with. */
const early = 1000;

/** Loads customers from CSV, by the public door of the embedded backend, and says honestly what came of it. */
export class Loading {
  #stop?: AbortController;

  constructor(
    private readonly customers: Customers,
    /** More customers are there; called once early, so that nobody waits for the last one. */
    private readonly onLoaded: () => Promise<void>,
    /** The agent wants to read about the refused rows. */
    private readonly onSee: () => void,
  ) {
    const file = $<HTMLInputElement>('#file');
    $('#choose-file').addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      if (chosen) void this.load(chosen, chosen.name);
      file.value = '';
    });
    $('#stop').addEventListener('click', () => this.#stop?.abort());
    this.#takeDrops($('#drop'));
  }

  /** The sample, or its first customers. */
  async loadSample(most?: number): Promise<void> {
    const response = await fetch('customers.csv').catch(() => undefined);
    if (!response?.ok) return this.#say('bad', 'The sample could not be fetched: node tools/sample.mjs makes it.');
    const text = await response.text();
    await this.load(most ? text.split('\n', most + 1).join('\n') : text, 'the sample');
  }

  async load(source: string | Blob, name: string): Promise<void> {
    if (this.#stop) return this.#say('bad', 'One file is being loaded already.');
    const { signal } = (this.#stop = new AbortController());
    this.clear();
    this.#show(name, 0, undefined);
    try {
      let told = false;
      const progress = (done: number, total: number | undefined) => {
        this.#show(name, done, total);
        if (told || done < early) return;
        told = true;
        void this.onLoaded();
      };
      const result = await this.customers.embedded.loadCsv(source, { signal, progress });
      const { added, refused, ignored } = result;
      $('#refused').replaceChildren(...renderRefused(result));
      const text = `${count(added, 'customer', 'customers')} added from ${name}, ${count(refused.length, 'row', 'rows')} refused.`;
      this.#say(refused.length ? 'warn' : 'good', text, refused.length + ignored.length > 0);
    } catch (error) {
      const why = isBackendError(error)
        ? (error.fields?.map(reasonText).join(', ') ?? error.message)
        : 'the file could not be read';
      if (signal.aborted) this.#say('warn', 'Stopped. What was loaded so far is kept.');
      else this.#say('bad', `Nothing more of ${name} was loaded: ${why}.`);
    }
    this.#stop = undefined;
    $('#loading').hidden = true;
    await this.onLoaded();
  }

  clear(): void {
    $('#result').replaceChildren();
    $('#refused').replaceChildren();
  }

  #show(name: string, done: number, total: number | undefined): void {
    const bar = $<HTMLProgressElement>('#progress');
    if (total) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute('value');
    const of = total ? ` of ${total.toLocaleString()}` : '';
    $('#loading-text').textContent = done ? `Loading ${name}: ${done.toLocaleString()}${of} rows` : `Loading ${name}…`;
    $('#loading').hidden = false;
  }

  /** One sentence over every view, until it is put away. */
  #say(tone: 'good' | 'warn' | 'bad', text: string, more = false): void {
    const close = () => $('#result').replaceChildren();
    const see = button('See which and why', undefined, this.onSee, 'link');
    const away = element('button', { type: 'button', class: 'quiet', title: 'Put away', onclick: close }, icon('close'));
    away.setAttribute('aria-label', 'Put away');
    $('#result').replaceChildren(
      element('p', { class: `say ${tone}` }, element('span', { class: 'grow' }, text), more && see, away),
    );
  }

  #takeDrops(zone: HTMLElement): void {
    // Anywhere in the page: a file that falls beside the zone must not replace the page.
    for (const type of ['dragover', 'drop']) document.addEventListener(type, (event) => event.preventDefault());
    document.addEventListener('dragenter', () => zone.classList.add('over'));
    document.addEventListener('dragleave', (event) => event.relatedTarget ?? zone.classList.remove('over'));
    document.addEventListener('drop', (event) => {
      zone.classList.remove('over');
      const file = event.dataTransfer?.files[0];
      if (file) void this.load(file, file.name);
    });
  }
}
