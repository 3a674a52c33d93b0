import type { FieldProblem } from '../../domain/field.js';
import { subjectLimit, usualSegmentLimit } from '../../domain/message.js';
import type { MessageComposer } from './message-composer.js';

/** What a backend finds in the way of an address. */
const refusals = {
  'not-a-phone-number': 'message-not-a-phone-number',
  'not-an-e-mail': 'message-not-an-e-mail',
  'opted-out': 'message-opted-out',
  'no-consent': 'message-no-consent',
  'quiet-hours': 'message-quiet-hours',
  required: 'message-to-missing',
} as const;

/** Why something cannot be sent as it is, in words. */
export function reasonText(host: MessageComposer, { field, reason }: FieldProblem): string {
  const { reading, texts } = host;
  const { say } = texts;
  if (field === 'to')
    return say(Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals] : 'message-to-wrong');
  if (field === 'standing') return say('message-closed');
  if (field === 'reason') return say(reason === 'required' ? 'message-reason-missing' : 'message-reason-wrong');
  if (field === 'subject' && reason === 'required') return say('message-subject-missing');
  if (reason === 'not-a-line') return say('message-subject-line');
  if (reason === 'open-variable') return say('message-open-variable');
  if (reason === 'too-many-segments')
    return say('message-too-many-segments', { limit: reading.offer('sms')?.segmentLimit ?? usualSegmentLimit });
  if (reason === 'too-long')
    return say('message-too-long', {
      limit: field === 'subject' ? subjectLimit : (reading.office?.around.settings.messageLimit ?? 0),
    });
  if (reason === 'required') return say('message-empty');
  return say('message-not-text');
}
