import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { CustomerCard } from './customer-card.js';

offerLocales();
defineElement('customer-card', CustomerCard);
