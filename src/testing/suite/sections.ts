import { calls } from './calls.js';
import type { Section } from './case.js';
import { choose } from './choose.js';
import { errors } from './errors.js';
import { fieldsSection } from './fields.js';
import { find } from './find.js';
import { findPhones } from './find-phones.js';
import { get } from './get.js';
import { interactions } from './interactions.js';
import { list } from './list.js';
import { permissionsSection } from './permissions.js';
import { record } from './record.js';
import { search } from './search.js';
import { session } from './session.js';
import { signals } from './signals.js';
import { values } from './values.js';
import { watch } from './watch.js';

/** The contract's table of contents. */
export const sections: readonly Section[] = [
  session,
  fieldsSection,
  find,
  findPhones,
  search,
  list,
  get,
  choose,
  interactions,
  record,
  calls,
  watch,
  permissionsSection,
  signals,
  values,
  errors,
];
