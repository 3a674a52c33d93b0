import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { MessageComposer } from './message-composer.js';

offerLocales();
defineElement('message-composer', MessageComposer);
