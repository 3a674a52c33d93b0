export { backendSuite, offersOf, suiteCases } from './suite.js';
export type { Declares, Describe, Skipped, Suite, SuiteOptions, Test } from './suite.js';
export { capabilities, capabilitiesOf, traits } from './case.js';
export type { Capability, Client, Fixture, Seed, Trait } from './case.js';
export type { HandedOver, MessageHands, SaidConsent } from './message-hands.js';
export { runBackendSuite } from './run.js';
export type { RunOptions, SuiteReport } from './run.js';
