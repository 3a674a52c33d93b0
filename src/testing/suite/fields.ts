import type { FieldDefinition } from '../../domain/field.js';
import { ensure, same } from '../assert.js';
import type { Section } from './case.js';
import { fields } from './cast.js';

/** A definition in which a flag that is absent and one that is false are the same. */
function plainly({ visible, editable, required, confidential, subtitle, ...rest }: FieldDefinition) {
  return {
    visible: !!visible,
    editable: !!editable,
    required: !!required,
    confidential: !!confidential,
    subtitle: !!subtitle,
    ...rest,
  };
}

export const fieldsSection: Section = {
  name: 'fields',
  needs: ['fields.list'],
  cases: [
    {
      name: 'stand in the order in which they are shown',
      seed: { fields: [...fields].reverse() },
      async run({ backend }) {
        const names = (await backend.fields.list()).map((each) => each.name);
        same(
          names,
          [...fields].reverse().map((each) => each.name),
          'the order',
        );
      },
    },
    {
      name: 'have every property of their definition',
      async run({ backend }) {
        for (const [index, each] of (await backend.fields.list()).entries()) {
          const defined = fields[index];
          ensure(defined, 'there are only the fields that were defined');
          same(plainly(each), plainly(defined), `the field ${defined.name}`);
        }
      },
    },
    {
      name: 'without a label have none: the screen shows the name',
      async run({ backend }) {
        const address = (await backend.fields.list()).find((each) => each.name === 'address');
        ensure(address && !address.label, 'the field address has no label');
      },
    },
    {
      name: 'are untouched by what a caller does to an answer',
      async run({ backend }) {
        const before = (await backend.fields.list()) as unknown as { name: string }[];
        try {
          before[0]!.name = 'changed';
          before.length = 1;
        } catch {
          // a frozen answer is as good
        }
        same(
          (await backend.fields.list()).map((each) => each.name),
          fields.map((each) => each.name),
          'the next list',
        );
      },
    },
  ],
};
