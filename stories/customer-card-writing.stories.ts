import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import { BackendError } from '../src/backend/backend-error.js';
import type { CustomerCard } from '../src/elements/customer-card/customer-card.js';
import { memoryDrafts } from '../src/index.js';
import { fields, sample } from './stage.js';
import { draftOf, inOutbox, known, press, type Scene, see, type Setting, type Step, type, writing } from './writing-stage.js';

const meta: Meta = { title: 'Elements/customer-card (writing)', component: 'customer-card' };
export default meta;
type Story = StoryObj;

const unknown: Setting = { from: '+4799999999' };
const edit = [press('#edit'), see('form.form')] as const;
/** The house of the other stories. */
const house = { fields, customers: sample };
const add = [press('#add'), see('form.form')] as const;
const typeAndSave = [...edit, type('city', 'Bergen'), press('#save')] as const;

/** All that a form can have: names, numbers, a day, a choice, masks, a value that is hidden, one that cannot be changed. */
export const Edit: Story = writing('[data-field=score], [data-field=access]', {}, ...edit);

/** After Save: each wrong field says what is wrong, keeps what was typed, and the first has the focus. */
export const Problems: Story = writing(
  '.input.wrong ~ .input.wrong .problem',
  {},
  ...edit,
  type('familyName', ''),
  type('mobile', '12'),
  type('email', 'not an address'),
  type('born', 'last summer'),
  type('meter', '12-3'),
  press('#save'),
);
export const ProblemsNarrow: Story = { ...Problems, globals: { width: '280' } };
export const ProblemsRightToLeft: Story = { ...Problems, globals: { direction: 'rtl' } };

export const CalendarOpen: Story = writing('.calendar:popover-open [data-day]', {}, ...edit, press('.with-button .quiet'));
export const CalendarOpenNarrow: Story = { ...CalendarOpen, globals: { width: '280' } };

/** A value that the agent does not see can be replaced or removed, and its bullets are never written. */
export const HiddenValueRemoved: Story = writing(
  '[data-field=identity]:not([placeholder]) ~ .hint .link',
  {},
  ...edit,
  press('[data-field=identity] ~ .hint .link'),
);

export const LongWords: Story = writing('[data-field=familyName]', { from: '+46701234567', options: house }, ...edit);
export const RightToLeft: Story = {
  ...writing('[data-field=familyName]', { from: '+972501234567', options: house }, ...edit),
  globals: { direction: 'rtl' },
};
export const Narrow: Story = { ...Edit, globals: { width: '280' } };

const many = Array.from({ length: 30 }, (_, index) => ({
  ...fields[7]!,
  name: `extra-${index + 1}`,
  label: `Extra field ${index + 1}`,
}));
export const FortyFields: Story = writing(
  '[data-field=extra-30]',
  { from: '+4790012345', options: { ...house, fields: [...fields, ...many] } },
  ...edit,
);

/** Nobody has the number: it stands in its field already. */
export const AddPerson: Story = writing('[data-field=phone]', unknown, ...add);
export const AddOrganization: Story = writing('[value=organization]:checked', unknown, ...add, press('[value=organization]'));

const find: Step = async ({ find }) => {
  const box = (await find('#search')) as HTMLInputElement;
  box.value = 'signe';
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await find('#found-0');
};
/** Somebody known calls from another number. */
export const AddToAnExistingCustomer: Story = writing('#found-0', unknown, press('#add-to'), see('.pick'), find);
export const AddedToAnExistingCustomer: Story = writing(
  '[data-field=phone]',
  unknown,
  press('#add-to'),
  see('.pick'),
  find,
  press('#found-0'),
);

const typeKnownAddress = [
  ...add,
  type('email', 'ingrid.hakonsen@example.com'),
  type('phone', '+46 8 505 100 00'),
  see('#duplicates li + li'),
] as const;
/** Asked while one types, and before Save: the button then says that it goes past the warning. */
export const Duplicates: Story = writing('#duplicates', { ...unknown, options: house }, ...typeKnownAddress);
export const DuplicatesNarrow: Story = { ...Duplicates, globals: { width: '280' } };
/** The other customer was opened: what was begun waits with its conversation. */
export const AdditionWaits: Story = writing(
  '.details',
  { ...unknown, options: house },
  ...typeKnownAddress,
  press('#duplicates button'),
);

const typedBefore = async (scene: Scene): Promise<void> =>
  void (await scene.drafts.put(await draftOf(scene, { city: 'Bergen', department: 'Sales' })));
/** Typed before a reload, a crash or another call, and there again. */
export const DraftRestored: Story = writing('#discard', { before: typedBefore });

/** The administrator closed a field meanwhile: what was typed in it can be read off. */
export const TypedAstray: Story = writing('[data-astray=score]', {
  before: async (scene) => void (await scene.drafts.put(await draftOf(scene, { city: 'Bergen', score: '8' }))),
});

/** In this conversation another customer was opened too, and left in the middle of an edit. */
export const EditWaits: Story = writing('.bar.waiting', {
  options: { customers: [known, { type: 'person', fields: { givenName: 'Somebody', familyName: 'Else', city: 'Narvik' } }] },
  before: async (scene) => {
    const [someone] = await scene.colleague.customers!.search('Else');
    await scene.drafts.put(await draftOf(scene, { city: 'Harstad' }, someone));
  },
});

/** Another window of the same agent typed later in the same form: its text is shown, the own one is kept. */
export const DraftFromAnotherWindow: Story = writing(
  '.form > .bar + .bar',
  {},
  ...edit,
  type('city', 'Bergen'),
  see('[data-field=city]'),
  async ({ scene }) => {
    await waitFor(async () => expect(await scene.drafts.list('draft')).toHaveLength(1));
    await scene.drafts.put(await draftOf(scene, { city: 'Voss' }));
  },
);

const broken = (): Promise<never> => Promise.reject(new BackendError('unavailable', 'No room is left'));
/** The store that the host chose does not keep anything. */
export const DraftNotKept: Story = writing(
  '.form > .bar.warn',
  { drafts: { ...memoryDrafts(), put: broken } },
  ...edit,
  type('city', 'Bergen'),
);

/** Before anything typed is thrown away. */
export const UnsavedQuestion: Story = writing('#unsaved[open]', {}, ...edit, type('city', 'Bergen'), press('#cancel'));

/** The backend takes its time: what was typed stands there and waits. */
export const Saving: Story = writing('.fields:disabled', { plan: { 'customers.change': { never: true } } }, ...typeAndSave);
/** The form was closed meanwhile. */
export const SavingGoesOn: Story = writing(
  '.details',
  { plan: { 'customers.change': { never: true } } },
  ...typeAndSave,
  see('.fields:disabled'),
  press('#cancel'),
);
/** Kept, and sent as soon as there is a connection. */
export const WaitingToBeSent: Story = writing(
  '.form > .bar.warn ~ .fields:disabled',
  { plan: { 'customers.change': { failing: 'offline' } } },
  ...typeAndSave,
);
/** What was typed goes back into the form. */
export const Refused: Story = writing(
  '.form > .bar.warn ~ .fields:not(:disabled)',
  { plan: { 'customers.change': { failing: 'denied' } } },
  ...typeAndSave,
);
/** Refused while the agent looked at something else: told in every card, until somebody does something about it. */
export const ParkedChange: Story = writing('.bar.parked', {
  options: { customers: [known, { type: 'person', fields: { givenName: 'Somebody', familyName: 'Else', city: 'Narvik' } }] },
  before: async (scene) => {
    const [someone] = await scene.colleague.customers!.search('Else');
    const { key, value } = await draftOf(scene, { city: 'Harstad' }, someone);
    const { id, revision } = someone!;
    await inOutbox(scene, {
      kind: 'customers.change',
      payload: {
        id,
        patch: { revision, fields: { city: 'Harstad' } },
        made: { edit: value, name: someone!.name, key, interactionId: 'an-earlier-call' },
      },
      about: `customer/${id}`,
      state: 'needs-attention',
      error: { code: 'denied' },
    });
  },
});

/** The backend finds something wrong that no form can know. */
export const RefusedField: Story = writing(
  '.input.wrong .problem',
  {
    over: (backend) => ({
      ...backend,
      customers: {
        ...backend.customers!,
        change: () =>
          Promise.reject(
            new BackendError('invalid', 'The CRM knows better', {
              fields: [{ field: 'crm', reason: 'no longer a number of the CRM' }],
            }),
          ),
      },
    }),
  },
  ...edit,
  type('crm', 'C-1002'),
  press('#save'),
);

/** What is not allowed is not there. */
const without =
  (selector: string): Step =>
  async ({ find }) => {
    const { host } = (await find('.card')).getRootNode() as ShadowRoot;
    const card = host as CustomerCard;
    await card.writing.load();
    await card.updateComplete;
    await expect(card.renderRoot.querySelector(selector)).toBeNull();
  };
const reading: Setting = { options: { permissions: ['customers.view'] } };
export const NoPermissionToWrite: Story = writing('.details', reading, see('.details'), without('#edit'));
export const NoPermissionToAdd: Story = writing(
  '.addresses',
  { ...unknown, ...reading },
  see('.addresses'),
  without('#add, #add-to'),
);

/** The house wants a card for everybody who calls (`autoCreate`). */
export const CreatedAutomatically: Story = writing('.pills .pill:not(.good) + .pill', {
  ...unknown,
  options: { ...house, settings: { homeRegion: 'NO', autoCreate: true } },
});
