import { nothing } from 'lit';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';

/** Custom properties of an element as numbers, set by script: a strict Content-Security-Policy lets nothing else place something. */
class Placed extends Directive {
  readonly #there = new Map<string, string>();

  override render(_numbers: Readonly<Record<`--${string}`, number>>): typeof nothing {
    return nothing;
  }

  override update({ element }: ElementPart, [numbers]: Parameters<this['render']>): typeof nothing {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(numbers)) {
      const text = String(Math.round(value * 1e5) / 1e5);
      if (this.#there.get(name) === text) continue; // hundreds of bars stand where they stood
      this.#there.set(name, text);
      style.setProperty(name, text);
    }
    return nothing;
  }
}
export const placed: (...numbers: Parameters<Placed['render']>) => DirectiveResult = directive(Placed);
