import { type Customer, fieldValue, isConcealed } from './customer.js';
import type { FieldDefinition } from './field.js';
import { fold, words } from './fold.js';
import type { MessageChannel } from './message.js';

/** A text that agents need often, with places for what differs. */
export interface MessageTemplate {
  readonly id: string;
  /** What agents type behind a slash: letters, digits and `-`. */
  readonly shortcode: string;
  readonly name: string;
  readonly category?: string;
  /** Only for this way of writing; for all unless told. */
  readonly channel?: MessageChannel;
  /** The same in several languages; never empty. */
  readonly texts: readonly TemplateText[];
}

/** A template in a language. `{{name}}` stands for a value, `{{name|instead}}` for a value or, without one, for the text behind the bar. */
export interface TemplateText {
  /** BCP 47; for all languages unless told. */
  readonly language?: string;
  /** Of an e-mail. */
  readonly subject?: string;
  readonly text: string;
}

/** A place in a text that is not filled in. Places in UTF-16 units. */
export interface OpenVariable {
  readonly from: number;
  readonly to: number;
  /** What stands between the braces, before the bar. */
  readonly name: string;
}

/** The innermost braces: what is nested stays open outside, and stops the sending too. */
const variable = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
/** One pair that belongs to no variable. */
const brace = /\{\{|\}\}/g;

/** Where a text still has variables, or braces of some: nobody is to be sent `Dear {{name}}`. In their order, and none in another. */
export function openVariables(text: string): readonly OpenVariable[] {
  const found: OpenVariable[] = [];
  let end = 0;
  const bracesUntil = (next: number) => {
    for (const { 0: name, index } of text.slice(end, next).matchAll(brace))
      found.push({ from: end + index, to: end + index + 2, name });
  };
  for (const { 0: whole, 1: name = '', index } of text.matchAll(variable)) {
    bracesUntil(index);
    end = index + whole.length;
    found.push({ from: index, to: end, name: name.trim() });
  }
  bracesUntil(text.length);
  return found;
}

/** Control characters of a value would be lines, or worse, in a subject: one space instead. In values, two braces are no variable. */
const plainValue = (value: string): string =>
  value
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/\{(?=\{)|\}(?=\})/g, '$& ')
    .trim();

/**
 * A template's text with the values in place of the names: a value goes before the text behind the bar, a blank one is none, and what has neither stays as it stands, as does what is inside other braces.
 * Values are taken as they are: what looks like a variable in one is never filled in, not even when all is filled in once more, and its line breaks become spaces.
 */
export function filledIn(text: string, value: (name: string) => string | undefined): string {
  const open = openVariables(text);
  const opened = open.find(({ name }) => name === '{{')?.to ?? Infinity;
  const closed = open.findLast(({ name }) => name === '}}')?.from ?? -1;
  let [filled, isBehindValue, end] = ['', false, 0];
  const put = (piece: string, isValue: boolean) => {
    if (piece === '') return;
    // A brace that ends a value and one that begins what follows would be two, and so a variable.
    const meet = (isValue || isBehindValue) && '{}'.includes(piece.charAt(0)) && filled.endsWith(piece.charAt(0));
    filled += meet ? ` ${piece}` : piece;
    isBehindValue = isValue;
  };
  for (const { 0: whole, 1: name = '', 2: instead = '', index } of text.matchAll(variable)) {
    const isInside = index >= opened && index < closed;
    const known = isInside ? '' : plainValue(value(name.trim()) ?? '') || instead.trim();
    put(text.slice(end, index), false);
    put(known || whole, known !== '');
    end = index + whole.length;
  }
  put(text.slice(end), false);
  return filled;
}

/** What a name in a template stands for: `name` the customer's, `agent` the agent's, else the customer's field of that name, a choice by its label. What this agent may not see goes into no text. */
export function templateValue(
  name: string,
  known: { readonly customer?: Customer; readonly fields: readonly FieldDefinition[]; readonly agentName?: string },
): string | undefined {
  const { customer, fields, agentName } = known;
  if (name === 'agent') return agentName;
  if (name === 'name') return customer?.name;
  const field = fields.find((each) => each.name === name);
  if (!customer || !field || isConcealed(customer, name)) return undefined;
  const value = fieldValue(customer, name);
  return field.type === 'choice' ? (field.choices?.find(({ id }) => id === value)?.label ?? value) : value;
}

/** In which language a customer is written to (BCP 47), where a field tells. */
export function languageOf(customer: Customer, fields: readonly FieldDefinition[]): string | undefined {
  const field = fields.find(({ use }) => use === 'language');
  return field && !isConcealed(customer, field.name) ? fieldValue(customer, field.name)?.trim() : undefined;
}

/** The text of a template that suits a language best: it, or the same of a wider or another region, for any Norwegian any other; else the one for all languages; else that of `otherwise`; else the first. */
export function templateText(
  { texts }: MessageTemplate,
  language: string | undefined,
  otherwise?: string,
): TemplateText | undefined {
  const plain = texts.find((each) => each.language === undefined);
  return nearest(texts, language) ?? plain ?? nearest(texts, otherwise) ?? texts[0];
}

function nearest(texts: readonly TemplateText[], wanted: string | undefined): TemplateText | undefined {
  const parts = wanted?.toLowerCase().split('-') ?? [];
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join('-');
    const found = texts.find((each) => each.language?.toLowerCase() === tag);
    if (found) return found;
  }
  return texts.find((each) => each.language !== undefined && wanted !== undefined && baseOf(each.language) === baseOf(wanted));
}

/** Who reads one of the Norwegians reads the others. */
const baseOf = (tag: string): string => (tag.toLowerCase().split('-')[0] ?? '').replace(/^n[bn]$/, 'no');

/** The templates for a way of writing in which every word of what is typed begins a word: of the shortcode first, then of the name, then of category and text; in the order of their shortcodes. */
export function findTemplates(
  templates: readonly MessageTemplate[],
  typed: string,
  channel: MessageChannel,
): readonly MessageTemplate[] {
  const wanted = words(typed);
  const begins = (text: string) => {
    const there = words(text);
    return wanted.every((word) => there.some((each) => each.startsWith(word)));
  };
  const rank = ({ shortcode, name, category = '', texts }: MessageTemplate) => {
    if (fold(shortcode).startsWith(fold(typed.trim()))) return 0;
    if (begins(`${shortcode} ${name}`)) return 1;
    return begins([shortcode, name, category, ...texts.flatMap(({ subject = '', text }) => [subject, text])].join(' ')) ? 2 : 3;
  };
  return templates
    .filter((template) => template.channel === undefined || template.channel === channel)
    .map((template) => ({ template, at: rank(template) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at || byShortcode(a.template, b.template))
    .map(({ template }) => template);
}

const byShortcode = ({ shortcode: one }: MessageTemplate, { shortcode: other }: MessageTemplate): number =>
  Number(one > other) - Number(one < other);
