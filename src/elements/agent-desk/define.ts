import { defineElement } from '../../wiring/define-element.js';
import { offerLocales } from '../../locales/offer.js';
import { AgentDesk } from './agent-desk.js';

offerLocales();
defineElement('agent-desk', AgentDesk);
