import { offerLocales } from '../../locales/offer.js';
import { defineElement } from '../../wiring/define-element.js';
import { EnquiryRegistration } from './enquiry-registration.js';

offerLocales();
defineElement('enquiry-registration', EnquiryRegistration);
