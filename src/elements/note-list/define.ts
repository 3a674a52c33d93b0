import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { NoteList } from './note-list.js';

offerLocales();
defineElement('note-list', NoteList);
