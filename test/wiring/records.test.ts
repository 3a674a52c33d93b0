import { expect } from '@open-wc/testing';
import { BackendError } from '../../src/backend/backend-error.js';
import type { Backend } from '../../src/backend/backend.js';
import type { Interaction } from '../../src/domain/interaction.js';
import { keepRecord, recorded } from '../../src/wiring/records.js';
import { stopTime } from '../support/page-clock.js';
import { turn } from '../support/until.js';

const call: Interaction = {
  id: 'call-1',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  startedAt: '2026-03-10T09:00:00Z',
};

/** A backend that keeps what it is told when the test says so. */
function recording() {
  const asked: { readonly given: Interaction; readonly done: () => void; readonly failed: (error: Error) => void }[] = [];
  const record = (given: Interaction) =>
    new Promise((done, failed) => asked.push({ given, done: () => done({ ...given, revision: 1 }), failed }));
  const backend = { session: () => new Promise(() => undefined), interactions: { record } } as unknown as Backend;
  return { backend, asked };
}

/** What came of a promise so far. */
function watched(promise: Promise<unknown>): { state: string } {
  const seen = { state: 'waiting' };
  promise.then(
    () => (seen.state = 'done'),
    (error: BackendError) => (seen.state = error.code),
  );
  return seen;
}

describe('what is said of a conversation', () => {
  const time = stopTime();

  it('waits for nothing where nobody keeps it, or it is kept', async () => {
    const { backend, asked } = recording();
    for (const id of ['call-1', undefined]) await recorded(backend, id);
    const keeping = keepRecord(backend, call);
    await turn();
    asked[0]!.done();
    await keeping;
    await recorded(backend, 'call-1');
    expect(asked).to.have.length(1);
  });

  it('waits until it is kept', async () => {
    const { backend, asked } = recording();
    void keepRecord(backend, call);
    const [own, other] = [watched(recorded(backend, 'call-1')), watched(recorded(backend, 'call-2'))];
    await turn();
    expect([own.state, other.state]).to.deep.equal(['waiting', 'done']);
    asked[0]!.done();
    await turn();
    expect(own.state).to.equal('done');
  });

  it('is told why it could not be kept, and has it tried again', async () => {
    const { backend, asked } = recording();
    const keeping = watched(keepRecord(backend, call));
    const first = watched(recorded(backend, 'call-1'));
    await turn();
    asked[0]!.failed(new BackendError('offline', 'No network'));
    await turn();
    expect([keeping.state, first.state]).to.deep.equal(['offline', 'offline']);
    const second = watched(recorded(backend, 'call-1'));
    await turn();
    expect([second.state, asked.map(({ given }) => given)]).to.deep.equal(['waiting', [call, call]]);
    asked[1]!.done();
    await turn();
    expect(second.state).to.equal('done');
  });

  it('does not wait for ever', async () => {
    const { backend } = recording();
    void keepRecord(backend, call);
    const waiting = watched(recorded(backend, 'call-1'));
    await time.pass(4999);
    expect(waiting.state).to.equal('waiting');
    await time.pass(1);
    await turn();
    expect(waiting.state).to.equal('done');
  });
});
