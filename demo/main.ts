import 'sidedesk/define';
import { draftStoreFor, type Interaction } from 'sidedesk';
import { callSimulator } from 'sidedesk/testing';
import { Chat } from './chat.js';
import { Customers } from './customers.js';
import { now } from './clock.js';
import { Dialling } from './dialling.js';
import { $, fillIcons } from './dom.js';
import { addCorrespondents } from './correspondents.js';
import { logEvents } from './event-log.js';
import { Find } from './find.js';
import { giveJourneys } from './journeys.js';
import { Loading } from './loading.js';
import { OpenCards } from './open-cards.js';
import { logMessages } from './message-log.js';
import { Outgoing } from './outgoing.js';
import { Phone, type Conversation } from './phone.js';
import { Registration } from './registration.js';
import { givePast } from './past.js';
import { Post } from './post.js';
import { preferencesOf, remember } from './preferences.js';
import { Scenarios } from './scenarios.js';
import { Strip, addressOf, channelNames } from './strip.js';
import { TwoAgents } from './two-agents.js';
import { showSide, showView, sideIsShown, takeViews } from './views.js';
import { Visits } from './visits.js';

fillIcons();
takeViews();
const desk = $<HTMLElementTagNameMap['agent-desk']>('agent-desk');
const simulator = callSimulator({ queue: 'Customer service', now });

const preferences = preferencesOf($('#settings'), (role) => void become(role));
const outgoing: Outgoing = new Outgoing(
  simulator,
  () => customers.backend,
  place,
  () => dialling.answered(),
);
const customers = new Customers(preferences.role, outgoing.dial, new Post(logMessages));
const cards = new OpenCards(desk, () => customers.backend, showFront);
const phone = new Phone(simulator, onPhone);
const strip = new Strip(phone, { show: turnTo, answer, close: (id) => void finish(id) });
const chat = new Chat(phone);
const registration = new Registration(desk, (id) => {
  showView('desk');
  turnTo(id);
});
const scenarios = new Scenarios(simulator, customers, { take, withdraw: (id) => phone.end(id, 'un-assign') });
const two = new TwoAgents(customers, simulator);
const dialling: Dialling = new Dialling(desk, customers, phone);
const loading = new Loading(customers, onCustomers, () => showView('customers'));
new Find(
  () => customers.backend,
  (customerId) => {
    openCustomer(customerId);
    cards.focus();
  },
);

desk.backend = customers.backend;
new Visits(() => customers.embedded, logEvents(desk));
outgoing.listen(desk);
new MutationObserver(() => cards.relabel()).observe(document.documentElement, { attributeFilter: ['lang'] });

/** A conversation comes in: its card opens by itself. */
function take(interaction: Interaction, instead?: string): void {
  const known = phone.get(interaction.id);
  if (!known) {
    cards.openInteraction(interaction, instead);
    showSide(true);
    strip.announce(`Incoming ${channelNames[interaction.channel]}: ${addressOf(interaction)}`);
  }
  phone.take(interaction);
}

function onPhone(id: string, conversation: Conversation | undefined): void {
  if (!conversation) {
    cards.closeInteraction(id);
  } else {
    cards.update(conversation.interaction);
    // The desk keeps the record of the conversation in front; of the others the host does.
    if (cards.interactionId !== id || conversation.interaction.state === 'closed')
      void customers.backend.interactions?.record?.(conversation.interaction).catch(() => undefined);
  }
  dialling.attend();
  showFront();
}

/** Strip, messages and registration are about the conversation of the card in front. */
function showFront(): void {
  if (cards.size === 0) showSide(false);
  strip.render(cards.interactionId);
  chat.render(phone.get(cards.interactionId));
  registration.render(phone.get(cards.interactionId));
}

function turnTo(id: string): void {
  const conversation = phone.get(id);
  if (!cards.show(id) && conversation) cards.openInteraction(conversation.interaction);
  showSide(true);
}

function answer(id: string): void {
  turnTo(id);
  phone.answer(id);
}

async function finish(id: string): Promise<void> {
  if (await desk.requestClose(id)) phone.close(id);
}

$('#card-button').addEventListener('click', () => {
  const running = phone.all[0]?.interaction.id;
  if (sideIsShown()) return showSide(false);
  if (cards.size > 0) showSide(true);
  else if (running) turnTo(running);
  else openCustomer(undefined);
});

function openCustomer(customerId: string | undefined, interaction?: Interaction): void {
  cards.openCustomer(customerId, interaction);
  showSide(true);
}

function place(interaction: Interaction, concealed: boolean): void {
  openCustomer(interaction.customerId, interaction);
  phone.take(interaction, concealed);
}

async function become(role: typeof preferences.role): Promise<void> {
  await customers.become(role);
  desk.backend = customers.backend;
}

/** Other customers are there: who can call now, and how many are they. */
async function onCustomers(): Promise<void> {
  $('#count').textContent = `${(await customers.count()).toLocaleString()} customers`;
  await simulator.learn(customers.embedded);
  scenarios.render();
}

/** What was typed and not saved goes with the customers. */
async function forgetDrafts(): Promise<void> {
  const store = draftStoreFor('indexeddb:sidedesk-demo');
  const drafts = await store.list('').catch(() => []);
  await Promise.all(drafts.map(({ key }) => store.delete(key).catch(() => undefined)));
}

/** The sample, and what happened before: that comes while one can call already. */
async function loadSample(): Promise<void> {
  await addCorrespondents(customers);
  await loading.loadSample(most);
  await giveJourneys(customers);
  await givePast(customers);
}

async function startAgain(sample: boolean): Promise<void> {
  loading.clear();
  preferences.sample = sample;
  remember(preferences);
  cards.closeAll();
  for (const { interaction } of phone.all) phone.close(interaction.id);
  await two.close();
  await customers.wipe();
  await forgetDrafts();
  desk.backend = customers.backend;
  if (sample) await loadSample();
  else await onCustomers();
}
$('#again').addEventListener('click', () => void startAgain(true));
$('#wipe').addEventListener('click', () => void startAgain(false));

/** `?sample=200`: a short sample, for tests. */
const most = Number(new URLSearchParams(location.search).get('sample')) || undefined;
scenarios.render();
if (preferences.sample && (await customers.count()) === 0) await loadSample();
else await onCustomers();
const linked = new URLSearchParams(location.hash.slice(1)).get('customer');
if (linked) openCustomer(linked);
