import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { InteractionHistory } from './interaction-history.js';

offerLocales();
defineElement('interaction-history', InteractionHistory);
