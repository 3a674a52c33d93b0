import { html, type TemplateResult } from 'lit';
import type { PageVisit } from '../../domain/journey.js';
import { type PageAddress, pageAddress, type PageAddressRules } from '../../domain/page-address.js';
import { beginningOf } from '../../domain/plain-text.js';

/** No more addresses are kept. */
const most = 5000;
/** UTF-16 units. */
const longest = 120;

type Named = Pick<PageVisit, 'url' | 'title'>;

/** What pages are called: by their title, or by their address. */
export class Names {
  by: 'title' | 'address' = 'title';
  /** More than one site is to be told apart. */
  several = false;
  readonly #addresses = new Map<string, PageAddress | undefined>();

  constructor(private readonly rules: () => PageAddressRules) {}

  address(url: string): PageAddress | undefined {
    if (!this.#addresses.has(url)) {
      if (this.#addresses.size >= most) this.#addresses.clear();
      this.#addresses.set(url, pageAddress(url, this.rules()));
    }
    return this.#addresses.get(url);
  }

  /** Other rules show other addresses. */
  forget(): void {
    this.#addresses.clear();
  }

  addressText(url: string): string {
    const read = this.address(url);
    if (!read) return '';
    const { site, path, query } = read;
    return `${this.several || path === '/' ? site : ''}${path === '/' ? '' : path}${query}`;
  }

  text({ url, title }: Named): string {
    return beginningOf((this.by === 'title' && title?.trim()) || this.addressText(url), longest);
  }

  /** As a part of a sentence: its direction is not that of the sentence. */
  inside(page: Named): string {
    return `\u2068${this.text(page)}\u2069`;
  }

  /** In its own direction; an address that leads where the customer was, as a link. */
  render(page: Named): TemplateResult {
    const text = this.text(page);
    const titled = this.by === 'title' && page.title?.trim();
    if (titled) return html`<bdi title=${this.addressText(page.url)}>${text}</bdi>`;
    const { url, whole } = this.address(page.url) ?? {};
    return whole
      ? html`<a href=${url!} target="_blank" rel="noopener noreferrer"><bdi dir="ltr">${text}</bdi></a>`
      : html`<bdi dir="ltr">${text}</bdi>`;
  }
}
