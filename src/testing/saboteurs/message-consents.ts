import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { MessageStanding, MessageTarget } from '../../backend/backend.js';
import type { MessageObjection } from '../../domain/message-consent.js';
import type { Offered, Seed } from '../suite/case.js';
import { accepting, answering, isCode, whyNot, unkept } from './message-saboteur.js';
import { inMessages, type Saboteur } from './saboteur.js';

const [consent, quiet] = ['messages.consent', 'messages.consent, quiet hours'];

/** Stands otherwise than it does. */
const standing = (
  name: string,
  caughtIn: string,
  another: (
    standing: MessageStanding,
    target: MessageTarget,
    seed: Seed,
    backend: Offered,
  ) => MessageStanding | Promise<MessageStanding>,
): Saboteur =>
  inMessages(name, caughtIn, (messages, seed, backend) => ({
    consent: async (target, options) => another(await messages.consent(target, options), target, seed, backend),
  }));

const without = (name: string, caughtIn: string, is: (objection: MessageObjection) => boolean) =>
  standing(name, caughtIn, ({ objections, way, ...rest }) => {
    const left = objections.filter((each) => !is(each));
    return { ...rest, objections: left, way: left.length ? way : 'open' };
  });

const each = (name: string, caughtIn: string, another: (objection: MessageObjection) => MessageObjection) =>
  standing(name, caughtIn, ({ objections, ...rest }) => ({ ...rest, objections: objections.map(another) }));

/** Sends although this stands against it. */
const passing = (name: string, caughtIn: string, reason: string) => accepting(name, caughtIn, reason);

const minute = 60_000;

/** What can happen to who wants messages, and when. */
export const messageConsents: readonly Saboteur[] = [
  // Who wants them.
  standing('takes who was never asked for somebody who wants messages', consent, ({ consent, ...rest }) => ({
    ...rest,
    consent: consent === 'unknown' ? 'given' : consent,
    objections: rest.objections.filter(({ kind }) => kind !== 'no-consent'),
  })),
  without('knows of no refusal', consent, ({ kind }) => kind === 'opted-out'),
  without('never asks for consent', consent, ({ kind }) => kind === 'no-consent'),
  each('says not since when messages are refused', consent, ({ sinceAt: _sinceAt, ...rest }) => rest),
  each('warns of what blocks', consent, (objection) => ({ ...objection, policy: 'warn' })),
  each('blocks what is warned of', consent, (objection) => ({ ...objection, policy: 'block' })),
  standing('closes the way to those who override', consent, (given) => ({
    ...given,
    way: given.objections.some(({ policy }) => policy === 'block') ? 'closed' : given.way,
  })),
  standing('leaves a way to those who obey', consent, (given) => ({
    ...given,
    way: given.way === 'closed' ? 'reason' : given.way,
  })),
  standing('leaves the way open where a reason is needed', consent, (given) => ({
    ...given,
    way: given.way === 'reason' ? 'open' : given.way,
  })),
  standing('tells the time of its own clock', consent, (given, _target, seed) => ({
    ...given,
    now: new Date(Date.parse(seed.now) - minute).toISOString(),
  })),
  standing('knows consent by the customer alone', consent, async (given, target, _seed, backend) =>
    'raw' in target.to ? backend.messages.consent({ ...target, to: { raw: '+4792000099' } }) : given,
  ),
  standing('takes consent to SMS for consent to e-mail', consent, (given, target, _seed, backend) =>
    target.channel === 'email' && target.customerId
      ? backend.messages.consent({ ...target, channel: 'sms', to: { customerId: target.customerId, field: 'mobile' } })
      : given,
  ),
  passing('sends to whom nobody asked', consent, 'no-consent'),
  passing('sends to who refused', consent, 'opted-out'),
  inMessages('sends without a reason where one is needed', consent, (messages, seed) => ({
    send: (draft, options) =>
      messages.send(draft, options).catch((caught: unknown) => {
        if (!whyNot(caught).includes('required') || !isBackendError(caught) || caught.fields?.[0]?.field !== 'reason')
          throw caught;
        return unkept(draft, seed);
      }),
  })),
  inMessages('takes a blank reason for one', consent, (messages) => ({
    send: (draft, options) =>
      messages.send({ ...draft, ...(draft?.reason !== undefined && { reason: draft.reason.trim() || '–' }) }, options),
  })),
  inMessages('trims a reason', consent, (messages) => ({
    send: (draft, options) => messages.send({ ...draft, ...(draft?.reason && { reason: draft.reason.trim() || ' ' }) }, options),
  })),
  answering('forgets why a message was sent', consent, ({ reason: _reason, ...message }) => message),
  answering('keeps a reason where consent was given', consent, (message, { reason }) => ({
    ...message,
    ...(reason?.trim() && { reason }),
  })),
  inMessages('refuses an address that cannot be written to', consent, (messages) => ({
    async consent(target, options) {
      const to = target?.to;
      if (to && 'raw' in to && to.raw === 'anonymous')
        throw new BackendError('invalid', 'Wrong', { fields: [{ field: 'to', reason: 'not-a-phone-number' }] });
      return messages.consent(target, options);
    },
  })),
  inMessages('knows how it stands with what is not there', consent, (messages, seed) => ({
    consent: (target, options) =>
      messages.consent(target, options).catch((caught: unknown) => {
        if (!isCode(caught, 'not-found')) throw caught;
        return { consent: 'unknown', objections: [], way: 'open', now: seed.now };
      }),
  })),
  inMessages('knows how it stands with what is no target', consent, (messages, seed) => ({
    consent: (target, options) =>
      messages.consent(target, options).catch((caught: unknown) => {
        if (!isCode(caught, 'invalid')) throw caught;
        return { consent: 'unknown', objections: [], way: 'open', now: seed.now };
      }),
  })),
  inMessages('tells everybody how it stands', consent, (messages, seed) => ({
    consent: (target, options) =>
      messages.consent(target, options).catch((caught: unknown) => {
        if (!isCode(caught, 'denied')) throw caught;
        return { consent: 'unknown', objections: [], way: 'open', now: seed.now };
      }),
  })),
  {
    name: 'hears what was said about messages first, and never again',
    caughtIn: consent,
    sabotage: () => (backend) => backend,
    behind({ saveConsent }) {
      const known = new Set<string>();
      return {
        async saveConsent(said) {
          const key = JSON.stringify([said.channel, said.customerId, said.address]);
          if (!known.has(key)) await saveConsent?.(said);
          known.add(key);
        },
      };
    },
  },
  {
    name: 'hears what was said of an address by nobody',
    caughtIn: consent,
    sabotage: () => (backend) => backend,
    behind: ({ saveConsent }) => ({
      saveConsent: async (said) => (said.address === undefined ? saveConsent?.(said) : undefined),
    }),
  },
  {
    name: 'hears now what was said before',
    caughtIn: consent,
    sabotage: () => (backend) => backend,
    behind: ({ saveConsent }) => ({ saveConsent: async ({ at: _at, ...said }) => saveConsent?.(said) }),
  },

  // When.
  without('writes to everybody at night', quiet, ({ kind }) => kind === 'quiet-hours'),
  each('says another end of the night', quiet, ({ untilAt, ...rest }) => ({
    ...rest,
    ...(untilAt && { untilAt: new Date(Date.parse(untilAt) + minute).toISOString() }),
  })),
  each('reads the clocks in the house', quiet, ({ timeZone, ...rest }) => ({ ...rest, ...(timeZone && { timeZone: 'UTC' }) })),
  passing('sends at night where that is blocked', quiet, 'quiet-hours'),
  passing('sends at night without a reason', quiet, 'required'),
  standing('keeps e-mails back at night', quiet, (given, target, _seed, backend) =>
    target.channel === 'email' && target.customerId
      ? backend.messages.consent({ ...target, channel: 'sms', to: { customerId: target.customerId, field: 'mobile' } })
      : given,
  ),
  standing('says what warns before what blocks', quiet, (given) => ({ ...given, objections: given.objections.toReversed() })),
  standing('says only the first that stands against a message', quiet, (given) => ({
    ...given,
    objections: given.objections.slice(0, 1),
  })),
  standing(
    'knows no night over midnight',
    quiet,
    (given, _target, { settings: { messageQuietFrom = '', messageQuietUntil = '' } }) =>
      messageQuietUntil < messageQuietFrom ? { ...given, objections: [], way: 'open' } : given,
  ),
  inMessages('reads the clocks once a day', quiet, (messages) => {
    let first: Promise<MessageStanding> | undefined;
    return { consent: (...given) => (first ??= messages.consent(...given)) };
  }),
];
