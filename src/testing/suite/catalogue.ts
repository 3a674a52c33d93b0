import type { Catalogue } from '../../domain/catalogue.js';
import { permissions } from '../../backend/permissions.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Section } from './case.js';
import { call, kariPhone } from './cast.js';
import { catalogue as full, category, large, plain, refusedFor, saying, talking, topic } from './catalogue-cast.js';
import { hostileValues } from './values.js';
import { forLater, turn, watching } from './watching.js';

/** What a catalogue says, whatever its revision. */
const contents = ({ revision: _, ...rest }: Catalogue) => rest;

/** The catalogue with every topic retired that has this id. */
const retiring = (of: Catalogue, id: string): Catalogue => ({
  ...of,
  categories: of.categories.map((each) => ({
    ...each,
    topics: each.topics.map((one) => (one.id === id ? { ...one, retired: true } : one)),
  })),
});

export const readCatalogue: Section = {
  name: 'enquiries.catalogue',
  needs: ['enquiries.catalogue'],
  cases: [
    {
      name: 'has revision 0 and no categories where nobody made one',
      async run({ backend }) {
        same(await backend.enquiries.catalogue(), { revision: 0, categories: [] }, 'the catalogue');
      },
    },
    {
      name: 'comes as it was made, in its order, with retired topics and conditions, to anybody',
      needs: ['second'],
      seed: { catalogue: retiring(full, 'fax') },
      async run({ backend, second }) {
        const known = await backend.enquiries.catalogue();
        same(contents(known), contents(retiring(full, 'fax')), 'the catalogue');
        ensure(known.revision >= 1, `its revision is ${known.revision}`);
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' }, permissions: [] });
        same(await other.enquiries.catalogue(), known, 'the catalogue of who may nothing');
      },
    },
    {
      name: 'keeps labels with markup, right-to-left text and control signs as they are',
      seed: {
        catalogue: {
          revision: 1,
          categories: Object.entries(hostileValues)
            .filter(([, value]) => value.length < 5000)
            .map(([what, label]) => category(what, [topic(`of ${what}`, { label })], { label })),
        },
      },
      mayRefuse: true,
      async run({ backend }) {
        for (const { id, label, topics } of (await backend.enquiries.catalogue()).categories)
          same([label, topics[0]?.label], [hostileValues[id], hostileValues[id]], `the labels with ${id}`);
      },
    },
    {
      name: 'is not spoilt by who spoils what was answered',
      seed: { catalogue: plain },
      async run({ bare }) {
        const answer = await bare.enquiries.catalogue();
        try {
          (answer.categories as unknown[]).length = 0;
        } catch {
          // a frozen answer is as good
        }
        same(contents(await bare.enquiries.catalogue()), contents(plain), 'the next answer');
      },
    },
  ],
};

export const saveCatalogue: Section = {
  name: 'enquiries.saveCatalogue',
  needs: ['enquiries.saveCatalogue', 'enquiries.catalogue'],
  cases: [
    {
      name: 'keeps the first one, made on revision 0, for other clients too',
      needs: ['second'],
      async run({ backend, second }) {
        const saved = await backend.enquiries.saveCatalogue({ ...full, revision: 0 });
        same(saved, { ...full, revision: 1 }, 'the answer');
        same(await (await second()).enquiries.catalogue(), saved, 'what another client reads');
      },
    },
    {
      name: 'replaces the whole of it, one revision on',
      seed: { catalogue: plain },
      async run({ backend }) {
        const { revision } = await backend.enquiries.catalogue();
        const next: Catalogue = {
          revision,
          categories: [category('more', [topic('four')]), ...plain.categories],
          defaultTopicId: 'four',
        };
        same(await backend.enquiries.saveCatalogue(next), { ...next, revision: revision + 1 }, 'the answer');
        const last = { ...plain, categories: [...plain.categories, category('more', [topic('four')])], revision: revision + 1 };
        await backend.enquiries.saveCatalogue(last);
        same(await backend.enquiries.catalogue(), { ...last, revision: revision + 2 }, 'the catalogue');
      },
    },
    {
      name: 'changes nothing when it is the same once more',
      seed: { catalogue: full },
      async run({ backend }) {
        const known = await backend.enquiries.catalogue();
        same(await backend.enquiries.saveCatalogue(known), known, 'the answer');
        same(await backend.enquiries.catalogue(), known, 'the catalogue');
      },
    },
    {
      name: 'is a conflict on another revision, with the catalogue as it is now, whatever else is wrong',
      seed: { catalogue: plain },
      async run({ backend }) {
        const known = await backend.enquiries.catalogue();
        for (const revision of [known.revision - 1, known.revision + 1]) {
          const late = backend.enquiries.saveCatalogue({ revision, categories: [] });
          same((await refused(late, 'conflict', `the revision ${revision}`)).current, known, 'what is current');
        }
        same(await backend.enquiries.catalogue(), known, 'the catalogue');
      },
    },
    {
      name: 'lets exactly one win of two at the same time',
      needs: ['second'],
      seed: { catalogue: plain },
      async run({ backend, second }) {
        const other = await second();
        const known = await backend.enquiries.catalogue();
        const [mine, theirs] = [retiring(known, 'one'), retiring(known, 'two')];
        const both = await Promise.allSettled([backend.enquiries.saveCatalogue(mine), other.enquiries.saveCatalogue(theirs)]);
        same(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'what became of the two');
        const winner = both[0]?.status === 'fulfilled' ? mine : theirs;
        same(await backend.enquiries.catalogue(), { ...winner, revision: known.revision + 1 }, 'the catalogue');
      },
    },
    {
      name: 'never loses a topic: each that is left out is named, retired and moved ones stay',
      seed: { catalogue: full },
      async run({ backend }) {
        const known = await backend.enquiries.catalogue();
        const [mood, product, ...rest] = known.categories;
        const without = { ...known, categories: [{ ...mood!, topics: mood!.topics.slice(1) }, ...rest] };
        await refusedFor(
          backend.enquiries.saveCatalogue(without),
          'a catalogue without some',
          'device not-a-topic',
          ...['happy', ...product!.topics.map(({ id }) => id)].map((id) => `${id} removed`),
        );
        same(await backend.enquiries.catalogue(), known, 'the catalogue');
        const moved = {
          ...known,
          categories: [
            { ...mood!, topics: [...mood!.topics, ...product!.topics.map((each) => ({ ...each, retired: true }))] },
            ...rest,
          ],
        };
        ensure(await backend.enquiries.saveCatalogue(moved), 'moved and retired topics are fine');
      },
    },
    {
      name: 'names everything that is wrong by the id of category and topic, and keeps nothing then',
      async run({ backend }) {
        const wrong: Catalogue = {
          revision: 0,
          categories: [
            category('empty', [], { minimum: 0 }),
            category('both', [topic('a'), topic('a')], { choice: 'some' as never }),
            category('few', [topic('b'), topic('c', { label: ' ' })], { minimum: 3 }),
            category('most', [topic('d')], { maximum: 0 }),
            category('when', [topic('e', { outcome: 'perhaps' as never })], { when: { topics: ['nowhere'] } }),
          ],
          defaultTopicId: 'nothing',
        };
        await refusedFor(
          backend.enquiries.saveCatalogue(wrong),
          'the catalogue',
          'empty no-topics',
          'both not-a-choice',
          'a not-unique',
          'few not-a-minimum',
          'c required',
          'most not-a-maximum',
          'when not-a-topic',
          'e not-an-outcome',
          'defaultTopicId not-a-topic',
        );
        same((await backend.enquiries.catalogue()).revision, 0, 'the revision');
      },
    },
    {
      name: 'refuses nonsense as invalid, and names something',
      async run({ backend }) {
        const nonsense: readonly unknown[] = [
          ...[undefined, null, 7, 'text', [], {}, { revision: 0 }, { revision: 0, categories: 'none' }],
          ...[null, 7, 'text', {}, { topics: [topic('a')] }, { ...category('x', []), topics: 7 }].map((each) => ({
            revision: 0,
            categories: [each],
          })),
          ...[null, 7, {}, { id: 'a' }, { id: 7, label: 'A' }].map((each) => ({
            revision: 0,
            categories: [category('x', [each as never])],
          })),
          ...[null, 'Sales', { queues: 'Sales' }, { topics: [7] }].map((when) => ({
            revision: 0,
            categories: [category('x', [topic('a')], { when: when as never })],
          })),
          { revision: 0, categories: [category('x', [topic('a')], { minimum: Number.NaN })] },
          { revision: 0, categories: [category('x', [topic('a')], { maximum: 1.5 })] },
          { revision: 'first', categories: [category('x', [topic('a')])] },
        ];
        for (const each of nonsense) {
          const { fields = [] } = await refused(backend.enquiries.saveCatalogue(each as never), 'invalid', inShort(each));
          ensure(
            fields.length > 0 && fields.every(({ field }) => field !== ''),
            `${inShort(each)} is refused for ${inShort(fields)}`,
          );
        }
        same((await backend.enquiries.catalogue()).revision, 0, 'the revision');
      },
    },
    {
      name: 'keeps ids like __proto__ apart from everything',
      async run({ backend }) {
        const ids = ['__proto__', 'constructor', 'toString', '<b>', 'שלום'];
        const given = { revision: 0, categories: ids.map((id) => category(`${id} all`, [topic(id)])) };
        same(contents(await backend.enquiries.saveCatalogue(given)), contents(given), 'the answer');
        ensure(!('label' in {}), 'objects are as they were');
      },
    },
    {
      name: 'takes 2,000 topics, and a circle of conditions',
      async run({ backend }) {
        const [first, second, ...rest] = large(2000).categories;
        const categories = [{ ...first!, when: { topics: ['t100'] } }, { ...second!, when: { topics: ['t0'] } }, ...rest];
        await backend.enquiries.saveCatalogue({ revision: 0, categories });
        same((await backend.enquiries.catalogue()).categories, categories, 'the categories');
      },
    },
    {
      name: 'without enquiries.manage is denied, and leaves no trace',
      needs: ['permissions'],
      seed: { catalogue: plain, permissions: permissions.filter((each) => each !== 'enquiries.manage') },
      async run({ backend }) {
        const known = await backend.enquiries.catalogue();
        for (const given of [retiring(known, 'one'), { revision: 99, categories: [] }])
          await refused(backend.enquiries.saveCatalogue(given), 'denied', 'saving');
        same(await backend.enquiries.catalogue(), known, 'the catalogue');
      },
    },
    {
      name: 'happens once with a key, and refuses the key for another catalogue',
      needs: ['keys'],
      seed: { catalogue: plain },
      async run({ backend }) {
        const known = await backend.enquiries.catalogue();
        const saved = await backend.enquiries.saveCatalogue(retiring(known, 'one'), { key: 'save-1' });
        same(await backend.enquiries.saveCatalogue(retiring(known, 'one'), { key: 'save-1' }), saved, 'the second answer');
        const other = backend.enquiries.saveCatalogue(retiring(saved, 'two'), { key: 'save-1' });
        await refused(other, 'invalid', 'the key for another', 'key');
        same(await backend.enquiries.catalogue(), saved, 'the catalogue');
      },
    },
    {
      name: 'is told to those who watch, as the catalogue, after it is done',
      needs: ['watch', 'keys', 'second'],
      seed: { catalogue: plain },
      async run(desk) {
        const { backend, second } = desk;
        const other = await second();
        const reads: Promise<Catalogue>[] = [];
        const watcher = watching(desk, other, { kinds: ['catalogue'], customerId: 'somebody' }, () =>
          reads.push(forLater(other.enquiries.catalogue())),
        );
        const saved = await backend.enquiries.saveCatalogue(retiring(await backend.enquiries.catalogue(), 'one'), {
          key: 'save-1',
        });
        await watcher.until('catalogue');
        await turn();
        const [told, ...more] = watcher.of('catalogue');
        if (told) same([told.kind, told.revision, told.key, more], ['catalogue', saved.revision, 'save-1', []], 'what is told');
        same(await reads[0], saved, 'what is read then');
        watcher.stop();
      },
    },
    {
      name: 'counts for the next registration, at every client',
      needs: ['second', 'enquiries.register'],
      seed: talking({ catalogue: plain }),
      async run({ backend, second }) {
        const other = await second();
        const known = await other.enquiries.catalogue();
        const saved = await backend.enquiries.saveCatalogue({
          ...known,
          categories: [...known.categories, category('new', [topic('four')], { required: true })],
        });
        await refusedFor(other.enquiries.register(saying(['one'])), 'one topic', 'new required');
        const kept = await other.enquiries.register(saying(['one', 'four']));
        same([kept.topicIds, kept.catalogueRevision], [['one', 'four'], saved.revision], 'what is kept');
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: ({ ago }) => ({ catalogue: plain, interactions: [call('talk', ago(0, 1), { from: kariPhone })] }),
      async run({ backend }) {
        const known = await backend.enquiries.catalogue();
        const signal = AbortSignal.abort();
        await aborted(backend.enquiries.saveCatalogue(retiring(known, 'one'), { signal }), signal, 'saving');
        await turn();
        same(await backend.enquiries.catalogue(), known, 'the catalogue');
      },
    },
  ],
};
