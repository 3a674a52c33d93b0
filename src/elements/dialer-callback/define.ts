import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { DialerCallback } from './dialer-callback.js';

offerLocales();
defineElement('dialer-callback', DialerCallback);
