import type { FieldProblem } from '../../domain/field.js';
import { callbackProblemText } from '../../wiring/callback-problem.js';
import type { Editing } from './editing.js';

/** What stands against another time, or cancelling, or what the agent is warned of, in words. */
export function problemText({ host, typed, open }: Editing, problem: FieldProblem): string {
  const { reading, texts } = host;
  return callbackProblemText(problem, {
    texts,
    now: reading.now,
    when: typed?.when,
    horizonDays: (open && reading.campaign(open.callback.campaignId))?.horizonDays ?? 0,
    commentLimit: reading.around!.settings.enquiryCommentLimit,
  });
}
