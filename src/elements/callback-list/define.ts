import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { CallbackList } from './callback-list.js';

offerLocales();
defineElement('callback-list', CallbackList);
