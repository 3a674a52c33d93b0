import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { Message } from '../../domain/message.js';
import { accepting, isCode, showing, together, unkept, whyNot, writing } from './message-saboteur.js';
import { inMessages, type Saboteur } from './saboteur.js';

const [rules, recipients] = ['messages.send, rules', 'messages.send, recipients'];

const bulletless = (message: Message): Message => ({ ...message, address: message.address.replace(/•+/, '922') });

/** What can happen to what a message may be, and to whom it goes. */
export const messageRules: readonly Saboteur[] = [
  // What a message may be.
  accepting('sends a blank message', rules, 'required'),
  accepting('sends a message with half a sign', rules, 'not-text'),
  accepting('sends a message with an open variable', rules, 'open-variable'),
  accepting('sends an SMS of any length', rules, 'too-many-segments'),
  accepting('sends an e-mail of any length', rules, 'too-long'),
  accepting('sends a subject of several lines', rules, 'not-a-line'),
  accepting('sends an SMS with a subject', rules, 'not-allowed'),
  accepting('sends by a way that is none', rules, 'not-a-choice'),
  accepting('sends to a reference that is none', rules, 'not-a-reference'),
  writing('leaves out what begins another header', rules, (draft) => ({
    ...draft,
    ...(typeof draft.subject === 'string' && { subject: draft.subject.replace(/[\r\n]+/g, ' ') }),
  })),
  writing('leaves out other ends of lines in a subject', rules, (draft) => ({
    ...draft,
    ...(typeof draft.subject === 'string' && { subject: draft.subject.replace(/[\u0085\u2028\u2029]/g, ' ') }),
  })),
  writing('writes what stands instead of a variable', rules, (draft) => ({
    ...draft,
    text: draft.text.replace(/\{\{[^{}|]*\|([^{}]*)\}\}/g, '$1'),
  })),
  writing('leaves out the subject of an SMS', rules, ({ subject, ...draft }) =>
    draft.channel === 'sms' ? draft : { ...draft, ...(subject !== undefined && { subject }) },
  ),
  writing('leaves out the campaign of what is from no case', rules, ({ campaignId, ...draft }) =>
    draft.origin === 'case' && campaignId !== undefined ? { ...draft, campaignId } : draft,
  ),
  writing('takes a message from nowhere for one from the card', rules, (draft) => ({ ...draft, origin: draft.origin || 'card' })),
  inMessages('sends from a card to nobody in particular', rules, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || caught.fields?.map(({ field }) => field).join() !== 'customerId') throw caught;
        return unkept({ ...draft, customerId: undefined as never }, seed);
      }),
  })),
  inMessages('counts the segments of all SMS as GSM-7', rules, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!whyNot(caught).includes('too-many-segments') || draft.text.length > 1530) throw caught;
        return unkept(draft, seed);
      }),
  })),
  inMessages('sends SMS of ten segments, whatever its channel takes', rules, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!whyNot(caught).includes('too-many-segments') || draft.text.length > 669) throw caught;
        return unkept(draft, seed);
      }),
  })),
  inMessages('counts the signs of an e-mail', rules, (service, seed) => ({
    async send(draft, options) {
      const { messageLimit = 100_000 } = seed.settings;
      const isShort = draft?.channel === 'email' && typeof draft.text === 'string' && [...draft.text].length <= messageLimit;
      return service.send(draft, options).catch((caught: unknown) => {
        if (!isShort || !whyNot(caught).includes('too-long')) throw caught;
        return unkept(draft, seed);
      });
    },
  })),
  inMessages('measures an SMS by the length of e-mails', rules, (service, { settings: { messageLimit = 100_000 } }) => ({
    async send(draft, options) {
      if (draft?.text?.length > messageLimit && draft.channel === 'sms')
        throw new BackendError('invalid', 'Wrong', { fields: [{ field: 'text', reason: 'too-long' }] });
      return service.send(draft, options);
    },
  })),
  inMessages('names only the first that is wrong with a message', rules, (service) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields) throw caught;
        throw new BackendError(caught.code, caught.message, { fields: caught.fields.slice(0, 1) });
      }),
  })),
  inMessages('names what is wrong with a message by the names', rules, (service) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields) throw caught;
        const fields = caught.fields.toSorted((a, b) => (a.field < b.field ? -1 : 1));
        throw new BackendError(caught.code, caught.message, { fields });
      }),
  })),
  inMessages('says that nobody is there before it says what is wrong', rules, (service, _seed, backend) => ({
    async send(draft, options) {
      if (draft?.customerId === 'nobody' && !(await backend.customers.get('nobody')))
        throw new BackendError('not-found', 'Nobody');
      return service.send(draft, options);
    },
  })),
  inMessages('takes a reference for what it permits, and its address for where it goes', rules, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        const { raw, ...to } = (draft?.to ?? {}) as { readonly raw?: string };
        if (raw === undefined || !Object.keys(to).length || !['denied', 'invalid'].some((code) => isCode(caught, code)))
          throw caught;
        return unkept({ ...draft, to: { raw } }, seed);
      }),
  })),

  // To whom it goes.
  writing('writes to the customer’s number whatever was chosen', recipients, (draft) =>
    draft.customerId && 'raw' in draft.to && draft.channel === 'sms'
      ? { ...draft, to: { customerId: draft.customerId, field: 'mobile' } }
      : draft,
  ),
  inMessages('writes to the house’s own number in a conversation', recipients, (service, _seed, backend) => ({
    async send(draft, options) {
      const talk = draft?.to && 'interactionId' in draft.to ? await backend.interactions.get(draft.to.interactionId) : undefined;
      return service.send(talk?.direction === 'outbound' ? { ...draft, to: { raw: talk.from ?? '' } } : draft, options);
    },
  })),
  accepting('sends an SMS where there is no number', recipients, 'not-a-phone-number'),
  accepting('sends an e-mail where there is no address', recipients, 'not-an-e-mail'),
  inMessages('writes to its own numbers', recipients, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!JSON.stringify(draft?.to ?? '').includes('22 33 44 00')) throw caught;
        return unkept(draft, seed);
      }),
  })),
  inMessages('writes to the numbers of another system', recipients, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!JSON.stringify(draft?.to ?? '').includes('membership')) throw caught;
        return unkept(draft, seed);
      }),
  })),
  accepting('lets everybody write to any address', recipients, 'denied'),
  inMessages('asks for messages.free-address in conversations too', recipients, (service, _seed, backend) => ({
    async send(draft, options) {
      const { permissions } = await backend.session();
      if (draft?.to && 'interactionId' in draft.to && !permissions.includes('messages.free-address'))
        throw new BackendError('denied', 'Not yours');
      return service.send(draft, options);
    },
  })),
  inMessages('says what is wrong with a message before it denies the address', recipients, (service) => ({
    async send(draft, options) {
      if (draft?.text === '') throw new BackendError('invalid', 'Wrong', { fields: [{ field: 'text', reason: 'required' }] });
      return service.send(draft, options);
    },
  })),
  inMessages('writes to no concealed address', recipients, (service, { fields }) => ({
    async send(draft, options) {
      const { to } = draft ?? {};
      if (to && 'field' in to && fields.some(({ name, confidential }) => name === to.field && confidential))
        throw new BackendError('denied', 'Not yours');
      return service.send(draft, options);
    },
  })),
  showing('guesses concealed addresses', recipients, bulletless),
  showing('shows nothing of whoever is written to', recipients, (message) => ({ ...message, address: '••••••' })),
  inMessages('shows a concealed address to who wrote to it', recipients, (service, seed) => ({
    async send(draft, options) {
      const message = await service.send(draft, options);
      const { to } = draft;
      const known = 'field' in to ? seed.customers[0]?.fields[to.field] : undefined;
      return { ...message, ...(known && { address: known }) };
    },
  })),
  inMessages('shows a concealed address in the list', recipients, (service, seed) => ({
    async list(scope, options) {
      const page = await service.list(scope, options);
      const open = ({ to, address }: Message) => ('field' in to ? (seed.customers[0]?.fields[to.field] ?? address) : address);
      return { ...page, items: page.items.map((each) => ({ ...each, address: open(each) })) };
    },
  })),
  inMessages('tells a concealed address in an error', recipients, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        const known = draft?.to && 'field' in draft.to ? seed.customers[0]?.fields[draft.to.field] : undefined;
        if (!isBackendError(caught) || known === undefined) throw caught;
        throw new BackendError(caught.code, `${known} is no number`, { ...(caught.fields && { fields: caught.fields }) });
      }),
  })),
  together(
    'shows a concealed address once the field has another one',
    recipients,
    ({ customers }) => customers[0]?.fields ?? {},
    (service, before, backend) => ({
      async get(id, options) {
        const message = await service.get(id, options);
        const to = message?.to;
        const customer = to && 'field' in to ? await backend.customers.get(to.customerId) : undefined;
        const known = to && 'field' in to && customer && customer.revision > 1 ? before[to.field] : undefined;
        return message && { ...message, ...(known && { address: known }) };
      },
    }),
  ),
  inMessages('shows the address that the field has now', recipients, (service, _seed, backend) => ({
    async get(id, options) {
      const message = await service.get(id, options);
      const to = message?.to;
      const customer = to && 'field' in to ? await backend.customers.get(to.customerId) : undefined;
      return message && { ...message, address: (to && 'field' in to && customer?.fields[to.field]) || message.address };
    },
  })),
];
