/**
 * What an integrator tests with: the contract of `Backend` as a runnable suite, a wrapper that makes any backend misbehave, deliberately
 * broken backends, and a simulator of calls. No test runner and no Lit inside.
 */
export * from './suite/index.js';
export { checked } from './checked.js';
export { faults, rawErrors, wrongShapes } from './faults.js';
export type { Fault, FaultCall, FaultOptions, FaultPlan, Faulty, RawError, ReleaseOrder, WrongShape } from './faults.js';
export { callSimulator, scenarioWords } from './simulator.js';
export type { CallSimulator, LearnOptions, Scenario, ScenarioId, SimulatorOptions } from './simulator.js';
export { chance } from './chance.js';
export type { Timers } from './chance.js';
export { saboteurs } from './saboteurs/saboteurs.js';
export { sabotaged } from './saboteurs/saboteur.js';
export type { Saboteur } from './saboteurs/saboteur.js';
