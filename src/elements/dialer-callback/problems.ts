import { chosenInstant } from '../../domain/chosen-time.js';
import type { FieldProblem } from '../../domain/field.js';
import { callbackProblemText } from '../../wiring/callback-problem.js';
import type { Form } from './form.js';

/** What stands against it, or what the agent is warned of, in words. */
export function problemText(host: Form, { field: named, reason }: FieldProblem): string {
  const { texts, now, myZone, value } = host;
  const field = named.replace(/^attempt\./, '');
  if (field === 'interactionId') {
    if (reason === 'not-answered') return texts.say('attempt-not-answered');
    return texts.say(reason === 'callback-agreed' ? 'attempt-has-call-back' : 'attempt-closed');
  }
  const { around, state } = host.known!;
  const clash = reason === 'clash' ? nearest(host) : undefined;
  return callbackProblemText(
    { field, reason },
    {
      texts,
      now,
      when: value.when,
      horizonDays: state.campaign?.horizonDays ?? 0,
      commentLimit: around.settings.enquiryCommentLimit,
      ...(clash !== undefined && { clash: { at: clash, timeZone: myZone } }),
    },
  );
}

/** The other call-back that is the nearest to the chosen time: the one that it clashes with. */
function nearest({ known, value }: Form): string | undefined {
  const at = Date.parse(chosenInstant(value.when)?.at ?? '');
  const distance = (other: string) => Math.abs(Date.parse(other) - at);
  return known!.state.others.map(({ dueAt }) => dueAt).sort((a, b) => distance(a) - distance(b))[0];
}
