import type { FieldDefinition } from '../domain/field.js';
import type { Texts } from './words.js';

/** What a field is called for people: its label, else our word for it, else its name. */
export const fieldText = (texts: Texts, { name, label }: Pick<FieldDefinition, 'name' | 'label'>): string =>
  label || texts.maybe(`field-${name}`) || name;
