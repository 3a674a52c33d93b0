import { expect } from '@open-wc/testing';
import { staySilent, until } from '../../support/card.js';
import {
  aDialerCall,
  attempt,
  part,
  press,
  seat,
  type Seat,
  type SeatOptions,
  sit,
  stands,
  winter,
  write,
} from '../../support/dialer.js';

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const agreed = async (more: SeatOptions): Promise<Seat> => {
  const at = await sit(more);
  await press(at, '#call-back');
  await press(at, '#preset-tomorrow-same-time');
  await write(at, '#comment', `${word} ${'words '.repeat(40)}`);
  await press(at, '#agree');
  await stands(at);
  return at;
};

/** Everything that the element can look like. */
const faces: Readonly<Record<string, (more: SeatOptions) => Promise<Seat>>> = {
  waiting: async (more) => {
    const at = seat({ plan: { 'callbacks.get': { never: true } }, ...more });
    await until(() => part(at, '[aria-busy]'));
    return at;
  },
  failed: async (more) => {
    const at = seat({ plan: { 'callbacks.get': { failing: 'offline' } }, ...more });
    await until(() => part(at, '[role=alert]'));
    return at;
  },
  empty: (more) => sit(more),
  'an agreed call-back under way': (more) =>
    sit({ interaction: aDialerCall({ attempt: { ...attempt, reason: 'callback', number: 2 } }), ...more }),
  'to be marked': async (more) => {
    const at = await sit(more);
    await press(at, '#unanswered');
    return at;
  },
  'to be called back': async (more) => {
    const at = await sit({ options: { campaigns: [{ ...winter, name: word }] }, ...more });
    await press(at, '#call-back');
    await press(at, '#preset-tomorrow-same-time');
    return at;
  },
  'with everything missing': async (more) => {
    const at = await sit({ options: { campaigns: [{ ...winter, commentRequired: true }] }, ...more });
    await press(at, '#call-back');
    await press(at, '#agree');
    await until(() => part(at, '.problem'));
    return at;
  },
  'in the night with two of it': async (more) => {
    const at = await sit({
      interaction: aDialerCall({ attempt: { ...attempt, timeZone: 'Europe/Oslo' } }),
      options: { now: () => Date.parse('2026-10-20T12:00:00Z') },
      ...more,
    });
    await press(at, '#call-back');
    await write(at, '#day', '2026-10-25 2:30');
    return at;
  },
  waits: async (more) => {
    const at = await sit({ plan: { 'callbacks.schedule': { failing: 'offline' } }, ...more });
    await press(at, '#call-back');
    await press(at, '#preset-tomorrow-same-time');
    await press(at, '#agree');
    await until(() => part(at, '.bar'));
    return at;
  },
  agreed,
  'to be changed': async (more) => {
    const at = await agreed(more);
    await press(at, '#change');
    return at;
  },
  'to be cancelled': async (more) => {
    const at = await agreed(more);
    await press(at, '#cancel');
    return at;
  },
  marked: async (more) => {
    const at = await sit(more);
    await press(at, '#unanswered');
    await press(at, '#agree');
    await stands(at);
    return at;
  },
};

describe('what the dialer call looks like', () => {
  staySilent();

  for (const [face, show] of Object.entries(faces)) {
    it(`can be used by everybody: ${face}`, async () => {
      const { dialer } = await show({});
      await expect(dialer).to.be.accessible();
    });

    it(`fits into 280 px, from right to left too: ${face}`, async () => {
      const { dialer, desk } = await show({ width: 280 });
      for (const dir of ['ltr', 'rtl']) {
        desk.dir = dir;
        await dialer.updateComplete;
        expect(dialer.scrollWidth, dir).to.be.at.most(280);
        for (const control of dialer.shadowRoot!.querySelectorAll<HTMLElement>('button, input, select, textarea')) {
          const { left, right, width } = control.getBoundingClientRect();
          const frame = dialer.getBoundingClientRect();
          if (width)
            expect(left >= frame.left - 1 && right <= frame.right + 1, `${dir} ${control.id || control.className}`).to.equal(
              true,
            );
        }
      }
    });
  }

  it('has targets of 24 px', async () => {
    for (const face of ['to be called back', 'agreed', 'to be cancelled'] as const) {
      const { dialer } = await faces[face]!({});
      for (const control of dialer.shadowRoot!.querySelectorAll<HTMLElement>('button, select, label.choice')) {
        const { height, width } = control.getBoundingClientRect();
        if (width) expect(height, `${face}: ${control.id || control.className}`).to.be.at.least(24);
      }
    }
  });

  it('is in the language of the place', async () => {
    const at = await faces['to be called back']!({ lang: 'fr' });
    await until(() => !/Call back|attempts left|Reserved for/.test(at.dialer.shadowRoot!.textContent ?? ''), 'it is French');
  });
});
