import { add } from './add.js';
import { calls } from './calls.js';
import type { Section } from './case.js';
import { readCatalogue, saveCatalogue } from './catalogue.js';
import { change } from './change.js';
import { choose } from './choose.js';
import { duplicates } from './duplicates.js';
import { enquiries, enquiriesList } from './enquiries.js';
import { erase } from './erase.js';
import { errors } from './errors.js';
import { fieldsSection } from './fields.js';
import { excuse, expiry } from './expiry.js';
import { find } from './find.js';
import { findPhones } from './find-phones.js';
import { get } from './get.js';
import { interactions } from './interactions.js';
import { list } from './list.js';
import { permissionsSection } from './permissions.js';
import { presence } from './presence.js';
import { record } from './record.js';
import { register } from './register.js';
import { impact, remove } from './remove.js';
import { search } from './search.js';
import { session } from './session.js';
import { signals } from './signals.js';
import { values } from './values.js';
import { watch } from './watch.js';
import { extend, wrapUp } from './wrap-up.js';

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
  add,
  change,
  impact,
  remove,
  duplicates,
  erase,
  presence,
  interactions,
  record,
  calls,
  readCatalogue,
  saveCatalogue,
  enquiries,
  enquiriesList,
  register,
  wrapUp,
  extend,
  expiry,
  excuse,
  watch,
  permissionsSection,
  signals,
  values,
  errors,
];
