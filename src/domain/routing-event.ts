import type { Callback, MissedReason } from './callback.js';
import type { CallbackFor, Campaign } from './campaign.js';
import type { ZonedTime } from './wall-time.js';

/** An agent who is logged on. Who is not there is logged off. */
export interface Attendance {
  readonly agentId: string;
  /** The dialer queues that the agent is on. */
  readonly queues: readonly string[];
  readonly state: 'free' | 'busy';
  /** Since when the agent is in this state: whoever is free the longest gets the next call. */
  readonly sinceAt: string;
  /** The agent let a call-back ring: nothing is offered until then. */
  readonly passedUntilAt?: string;
}

/** All that the router knows: what is agreed, who is there, and the campaigns. */
export interface Routing {
  /** ISO 8601; never goes back. */
  readonly now: string;
  readonly agents: readonly Attendance[];
  readonly callbacks: readonly Callback[];
  readonly campaigns: readonly Campaign[];
}

/** What happened. Every event tells when, by the router's clock: by then all that is due by itself has happened too. */
export type RoutingEvent = { readonly at: string } & (
  | { readonly kind: 'time' }
  /** The agent is there, on these queues: `callbacks.attend`. None of them is logging off from them. */
  | { readonly kind: 'attend'; readonly agentId: string; readonly queues: readonly string[]; readonly state: 'free' | 'busy' }
  | { readonly kind: 'leave'; readonly agentId: string }
  /** Agreed on. One with a known id is the same again. */
  | { readonly kind: 'plan'; readonly callback: Callback }
  /** Agreed on anew: planned, queued, offered or missed ones. */
  | {
      readonly kind: 'reschedule';
      readonly callbackId: string;
      readonly agentId: string;
      readonly agentName?: string;
      readonly time: ZonedTime;
      readonly for?: CallbackFor;
      /** Blank: none any more. */
      readonly comment?: string;
    }
  | { readonly kind: 'cancel'; readonly callbackId: string; readonly agentId: string; readonly reason: string }
  /** It is this agent's from now on. `from`: whose it was as the agent saw it, so that of two only one gets it. */
  | { readonly kind: 'take-over'; readonly callbackId: string; readonly agentId: string; readonly from: string | undefined }
  /** The agent answered the offer, or did not. `offeredAt`: its `takenAt`, so that an answer that comes late is not taken for that of the next offer. */
  | {
      readonly kind: 'answer' | 'let-ring';
      readonly callbackId: string;
      readonly agentId: string;
      readonly offeredAt: string;
    }
  /** The customer answered, or did not. */
  | { readonly kind: 'complete'; readonly callbackId: string; readonly agentId: string; readonly answered: boolean }
  /** A campaign as it is from now on. */
  | { readonly kind: 'campaign'; readonly campaign: Campaign }
);

/** What became of a call-back, for its history. */
export type RoutingFact =
  | 'planned'
  | 'rescheduled'
  | 'taken-over'
  | 'queued'
  | 'reservation-ended'
  | 'offered'
  | 'let-ring'
  | 'withdrawn'
  | 'dialled'
  | 'done'
  | 'cancelled'
  | MissedReason;

/** What is to be done. */
export type RoutingEffect =
  /** It stands in the dialer queue, and in the agent's own where there is one; until then for that agent alone. */
  | {
      readonly kind: 'queue';
      readonly callbackId: string;
      readonly queue: string;
      readonly agentId?: string;
      readonly reservedUntilAt?: string;
    }
  /** Show it to the agent, with the comment, who wrote it and when. */
  | { readonly kind: 'offer'; readonly callbackId: string; readonly agentId: string; readonly untilAt: string }
  /** It is not offered to the agent any more. */
  | { readonly kind: 'withdraw'; readonly callbackId: string; readonly agentId: string }
  /** Call the customer: this, and nothing else, uses an attempt. */
  | { readonly kind: 'dial'; readonly callbackId: string; readonly agentId: string }
  | {
      readonly kind: 'log';
      readonly callbackId: string;
      readonly what: RoutingFact;
      readonly at: string;
      readonly agentId?: string;
    };

/** Why an event changed nothing: there is no such call-back; somebody else has it; the offer is over; the customer is being called already; nothing becomes of it any more; the agent is not on its queue. */
export type RoutingRefusal = 'not-found' | 'taken' | 'offer-over' | 'dialled' | 'closed' | 'off-queue';

/** What follows from an event. Records that did not change are the very same objects. */
export interface Routed {
  readonly routing: Routing;
  readonly effects: readonly RoutingEffect[];
  readonly refused?: RoutingRefusal;
}
