import { ensure, inShort, same } from '../assert.js';
import type { Case } from './case.js';
import { call, kariPhone } from './cast.js';
import { catalogue, category, kept, large, plain, refusedFor, saying, sorted, talking, topic } from './catalogue-cast.js';

/** Choices, and everything that stands against them. */
const problems: Readonly<Record<string, readonly [topics: readonly string[], ...problems: string[]]>> = {
  'a required category left out': [['tv'], 'mood required'],
  'nothing at all': [[], 'mood required'],
  'two topics where there is one choice': [['happy', 'angry'], 'mood too-many'],
  'more than the maximum': [['happy', 'broadband', 'tv', 'fax'], 'product too-many'],
  'fewer than the minimum of a category that need not be chosen': [['happy', 'password'], 'support too-few'],
  'an exclusive topic beside another': [['happy', 'tv', 'nothing'], 'product exclusive'],
  'an unknown topic': [['happy', 'ghost'], 'topicIds not-a-topic'],
  'an empty id': [['happy', ''], 'topicIds not-a-topic'],
  'the word __proto__': [['happy', '__proto__'], 'topicIds not-a-topic'],
  'a choice that asks for another': [['happy', 'mobile'], 'device required'],
  'many things at once': [
    ['mobile', 'tv', 'fax', 'password', 'ghost'],
    'mood required',
    'product too-many',
    'support too-few',
    'device required',
    'topicIds not-a-topic',
  ],
};

const comments: readonly Case[] = [
  {
    name: 'keeps a comment exactly as it was written',
    seed: talking(),
    async run({ backend }) {
      for (const comment of [
        '  two\r\nlines\t',
        '<b onclick="x()">bold</b>',
        'שלום\u202Eabc',
        '👩‍👩‍👧 é 😀',
        '4111 1111 1111 1111',
      ]) {
        const answer = await backend.enquiries.register(saying(['happy'], { comment }));
        same([answer.comment, (await kept(backend))?.comment], [comment, comment], 'the comment');
      }
    },
  },
  {
    name: 'leaves a blank comment out, and one that is gone',
    seed: talking(),
    async run({ backend }) {
      for (const comment of ['words', ' \n\t ', 'words', '', 'words', undefined]) {
        const answer = await backend.enquiries.register(saying(['happy'], { comment }));
        same(answer.comment, comment?.trim() ? comment : undefined, `the comment ${inShort(comment)}`);
      }
    },
  },
  {
    name: 'takes a comment up to its limit, and refuses a longer one or one that is no text',
    needs: ['settings'],
    seed: talking({ settings: { enquiryCommentLimit: 10 } }),
    async run({ backend }) {
      const with_ = (comment: string) => backend.enquiries.register(saying(['happy'], { comment }));
      same((await with_('1234567890')).comment, '1234567890', 'the longest');
      await refusedFor(with_('12345678901'), 'one sign more', 'comment too-long');
      for (const comment of ['a\0b', 'a\uD83D', '\uDE00']) await refusedFor(with_(comment), inShort(comment), 'comment not-text');
      same((await kept(backend))?.comment, '1234567890', 'what is kept');
    },
  },
  {
    name: 'leaves the comment out where the settings want none, however long',
    needs: ['settings'],
    seed: talking({ settings: { enquiryComment: false, enquiryCommentLimit: 10, enquiryCommentFor: ['angry'] } }),
    async run({ backend }) {
      const answer = await backend.enquiries.register(saying(['angry'], { comment: 'longer than the limit' }));
      same([answer.topicIds, answer.comment], [['angry'], undefined], 'what is kept');
    },
  },
  {
    name: 'asks for a comment where a counted topic needs one',
    needs: ['settings'],
    seed: talking({ settings: { enquiryCommentFor: ['angry', 'bought'] } }),
    async run({ backend }) {
      for (const comment of [undefined, '', ' \n'])
        await refusedFor(backend.enquiries.register(saying(['angry'], { comment })), inShort(comment), 'comment required');
      ensure(await backend.enquiries.register(saying(['angry'], { comment: 'why' })), 'with a comment it is kept');
      ensure(await backend.enquiries.register(saying(['happy', 'bought'])), 'a topic that is not asked needs none');
    },
  },
];

/** What is asked of a choice and a comment, and what is kept of them. */
export const rules: readonly Case[] = [
  ...Object.entries(problems).map(([what, [topicIds, ...expected]]): Case => ({
    name: `refuses ${what}, by the id of the category, and keeps nothing`,
    seed: talking(),
    async run({ backend }) {
      await refusedFor(backend.enquiries.register(saying(topicIds)), what, ...expected);
      same(await kept(backend), undefined, 'what is kept');
    },
  })),
  {
    name: 'asks for at least one topic where no category is required',
    seed: talking({ catalogue: plain }),
    async run({ backend }) {
      await refusedFor(backend.enquiries.register(saying([])), 'nothing', 'enquiry required');
      await refusedFor(backend.enquiries.register(saying([], { comment: 'words' })), 'a comment alone', 'enquiry required');
    },
  },
  {
    name: 'asks a category of a queue there and nowhere else, and leaves out what is not asked',
    seed: ({ ago }) => ({
      catalogue,
      interactions: [
        call('talk', ago(0, 5), { state: 'active', from: kariPhone }),
        call('sales', ago(0, 5), { state: 'active', from: kariPhone, queue: 'Sales' }),
      ],
    }),
    async run({ backend }) {
      const sale = { ...saying(['happy']), interactionId: 'sales' };
      await refusedFor(backend.enquiries.register(sale), 'a sale', 'sale required');
      const sold = await backend.enquiries.register({ ...sale, topicIds: ['bought', 'happy'] });
      same(sorted(sold.topicIds), ['bought', 'happy'], 'what is kept of a sale');
      same((await backend.enquiries.register(saying(['bought', 'happy']))).topicIds, ['happy'], 'what is kept elsewhere');
    },
  },
  {
    name: 'asks by the conversation as it is kept, with its direction and what is recorded of it later',
    needs: ['interactions.record'],
    seed: talking(),
    async run({ backend, ago }) {
      await backend.interactions.record(call('talk', ago(0, 5), { state: 'active', queue: 'Sales' }));
      await refusedFor(backend.enquiries.register(saying(['happy'])), 'the queue that came later', 'sale required');
      await backend.interactions.record(call('out', ago(0, 5), { state: 'active', direction: 'outbound', to: kariPhone }));
      const out = await backend.enquiries.register({ interactionId: 'out', topicIds: ['unanswered', 'angry'] });
      same(sorted(out.topicIds), ['angry', 'unanswered'], 'what is kept of the call we made');
    },
  },
  {
    name: 'asks what depends on a campaign only in calls of that campaign',
    needs: ['interactions.record'],
    seed: talking({
      catalogue: {
        revision: 1,
        categories: [category('winter', [topic('snow')], { required: true, when: { campaigns: ['c-1'] } }), ...plain.categories],
      },
    }),
    async run({ backend, ago }) {
      same((await backend.enquiries.register(saying(['snow', 'two']))).topicIds, ['two'], 'without a campaign');
      const dialled = call('dialled', ago(0, 5), { state: 'active', direction: 'outbound', to: kariPhone, campaignId: 'c-1' });
      await backend.interactions.record(dialled);
      await refusedFor(
        backend.enquiries.register({ interactionId: 'dialled', topicIds: ['two'] }),
        'the call of the campaign',
        'winter required',
      );
      const kept = await backend.enquiries.register({ interactionId: 'dialled', topicIds: ['two', 'snow'] });
      same(sorted(kept.topicIds), ['snow', 'two'], 'what is kept of it');
    },
  },
  {
    name: 'counts what another choice asks for only with that choice',
    seed: talking(),
    async run({ backend }) {
      const both = await backend.enquiries.register(saying(['android', 'happy', 'mobile']));
      same(sorted(both.topicIds), ['android', 'happy', 'mobile'], 'with it');
      same(sorted((await backend.enquiries.register(saying(['android', 'happy']))).topicIds), ['happy'], 'without it');
    },
  },
  {
    name: 'asks nothing in a circle of conditions, and counts nothing in it',
    seed: talking({
      catalogue: {
        revision: 1,
        categories: [
          category('chicken', [topic('hen')], { required: true, when: { topics: ['egg'] } }),
          category('eggs', [topic('egg')], { required: true, when: { topics: ['hen'] } }),
          category('self', [topic('me')], { required: true, when: { topics: ['me'] } }),
          ...plain.categories,
        ],
      },
    }),
    async run({ backend }) {
      await refusedFor(backend.enquiries.register(saying(['hen', 'egg', 'me'])), 'the circle alone', 'enquiry required');
      same((await backend.enquiries.register(saying(['hen', 'egg', 'me', 'two']))).topicIds, ['two'], 'what is kept');
    },
  },
  {
    name: 'accepts a topic that was retired meanwhile, and names the catalogue of the form',
    needs: ['enquiries.saveCatalogue'],
    seed: talking({ catalogue: plain }),
    async run({ backend }) {
      const known = await backend.enquiries.catalogue();
      const categories = [category('any', [topic('one', { retired: true }), topic('two'), topic('three')])];
      const saved = await backend.enquiries.saveCatalogue({ ...known, categories });
      const first = await backend.enquiries.register(saying(['one'], { catalogueRevision: known.revision }));
      same([first.topicIds, first.catalogueRevision], [['one'], known.revision], 'with the catalogue of the form');
      const next = await backend.enquiries.register(saying(['one', 'two']));
      same([sorted(next.topicIds), next.catalogueRevision], [['one', 'two'], saved.revision], 'with none named');
    },
  },
  {
    name: 'takes all of 2,000 topics',
    seed: talking({ catalogue: large(2000) }),
    async run({ backend }) {
      const all = Array.from({ length: 2000 }, (_, index) => `t${index}`);
      same(sorted((await backend.enquiries.register(saying(all.toReversed()))).topicIds), sorted(all), 'what is kept');
    },
  },
  ...comments,
];
