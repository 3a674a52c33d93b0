import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { CustomerJourney } from './customer-journey.js';

offerLocales();
defineElement('customer-journey', CustomerJourney);
