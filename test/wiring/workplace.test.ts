import { expect } from '@open-wc/testing';
import type { Backend, Change, Session, WatchListeners } from '../../src/backend/backend.js';
import { isBackendError } from '../../src/backend/backend-error.js';
import { defaultSettings } from '../../src/backend/settings.js';
import { defaultFields } from '../../src/domain/field.js';
import { faults } from '../../src/testing/faults.js';
import { concerns, workplace } from '../../src/wiring/workplace.js';
import { aBackend, aSession } from '../support/backends.js';
import { noise } from '../support/noise.js';

/** A backend that tells when the test says so, behind a count of what is asked. */
function watched(services: Partial<Backend> = {}) {
  const listeners = new Set<WatchListeners>();
  const backend = aBackend({
    watch: (_scope, each) => {
      listeners.add(each);
      return () => void listeners.delete(each);
    },
    ...services,
  });
  const faulty = faults(backend);
  const asked = (method: string) => faulty.calls.filter((call) => call.method === method).length;
  const tell = (change: Change) => listeners.forEach((each) => each.change(change));
  return { ...faulty, asked, tell, faulty };
}

const failure = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('asking for the surroundings', () => {
  it('gives session, fields and settings, with what is not said as usual', async () => {
    const session: Session = aSession({ permissions: ['customers.view'], settings: { slowAfter: 10 } });
    const around = await workplace(aBackend({ session: async () => session })).surroundings();
    expect(around.session.agent).to.eql(session.agent);
    expect(around.settings).to.eql({ ...defaultSettings, slowAfter: 10 });
    expect(around.fields).to.equal(defaultFields);
    expect([around.may('customers.view'), around.may('customers.edit')]).to.eql([true, false]);
  });

  it('asks once for ten elements', async () => {
    const { backend, asked } = watched({ fields: { list: async () => [] } });
    const around = await Promise.all(Array.from({ length: 10 }, () => workplace(backend).surroundings()));
    expect(new Set(around).size).to.equal(1);
    expect([asked('session'), asked('fields.list')]).to.eql([1, 1]);
  });

  it('asks each backend for its own', async () => {
    const [one, other] = [watched(), watched()];
    await workplace(one.backend).surroundings();
    await workplace(other.backend).surroundings();
    expect([one.asked('session'), other.asked('session')]).to.eql([1, 1]);
  });
});

describe('failing to ask', () => {
  it('fails for all who ask, and asks again the next time', async () => {
    const { backend, asked, faulty } = watched();
    faulty.set({ session: { failing: 'offline' } });
    const errors = await Promise.all([1, 2].map(() => failure(workplace(backend).surroundings())));
    expect(errors.map((error) => isBackendError(error) && error.code)).to.eql(['offline', 'offline']);
    expect(asked('session')).to.equal(1);
    faulty.set({});
    await workplace(backend).surroundings();
    expect(asked('session')).to.equal(2);
  });

  it('fails when only the fields fail', async () => {
    const { backend, faulty } = watched({ fields: { list: async () => [] } });
    faulty.set({ fields: { failing: 'denied' } });
    const error = await failure(workplace(backend).surroundings());
    expect(isBackendError(error) && error.code).to.equal('denied');
  });

  it('leaves what was asked since alone when it fails late', async () => {
    const { backend, asked, faulty } = watched();
    faulty.hold('session');
    faulty.set({ session: { failing: 'offline' } });
    const first = failure(workplace(backend).surroundings());
    workplace(backend).forget();
    faulty.set({});
    const second = workplace(backend).surroundings();
    await faulty.releaseAll('reversed');
    await second;
    expect(await first).to.be.an('error');
    await workplace(backend).surroundings();
    expect(asked('session')).to.equal(2);
  });

  for (const [what, session] of [
    [
      'throws',
      () => {
        throw new Error('oops');
      },
    ],
    ['answers with nothing', async () => undefined],
    ['answers with something else', async () => ({ agent: 'Ada' })],
  ] as const) {
    it(`is no unheard failure when the backend ${what}`, async () => {
      const { heard, stop } = noise();
      const answer = await workplace({ session } as unknown as Backend)
        .surroundings()
        .then(
          ({ session: { agent } }) => agent.name,
          () => 'failed',
        );
      stop();
      expect(answer).to.equal('failed');
      expect(heard).to.eql([]);
    });
  }

  it('takes an answer without a promise as what it is', async () => {
    const { session } = await workplace({ session: () => aSession() } as unknown as Backend).surroundings();
    expect(session.agent.name).to.equal('Ada');
  });
});

describe('hearing of a change', () => {
  for (const kind of ['session', 'fields'] as const) {
    it(`asks again after one of the ${kind}`, async () => {
      const { backend, asked, tell } = watched();
      await workplace(backend).surroundings();
      tell({ kind, id: 'x', revision: 2 });
      await workplace(backend).surroundings();
      expect(asked('session')).to.equal(2);
    });
  }

  it('asks again after a reset', async () => {
    const { backend, asked, tell } = watched();
    await workplace(backend).surroundings();
    tell({ kind: 'reset' });
    await workplace(backend).surroundings();
    expect(asked('session')).to.equal(2);
  });
});

describe('watching', () => {
  it('passes on what the backend tells, until it is stopped', () => {
    const { backend, tell } = watched();
    const told: Change[] = [];
    const stop = workplace(backend).watch({}, { change: (change) => told.push(change) });
    tell({ kind: 'customer', id: 'c1', revision: 1 });
    stop();
    tell({ kind: 'customer', id: 'c1', revision: 2 });
    expect(told).to.eql([{ kind: 'customer', id: 'c1', revision: 1 }]);
  });

  for (const [what, watch] of [
    ['does not watch', undefined],
    [
      'throws',
      () => {
        throw new Error('oops');
      },
    ],
    ['gives nothing to stop it with', () => undefined],
    ['gives a promise', () => Promise.resolve(() => {})],
    [
      'throws when it is stopped',
      () => () => {
        throw new Error('oops');
      },
    ],
  ] as const) {
    it(`does not throw over a backend that ${what}`, () => {
      const stop = workplace({ ...aBackend(), watch } as unknown as Backend).watch({}, { change: () => {} });
      expect(stop).not.to.throw();
    });
  }

  it('knows whether a change concerns a record', () => {
    const change: Change = { kind: 'customer', id: 'c1', revision: 2 };
    expect(concerns(change, 'customer', 'c1')).to.equal(true);
    expect(concerns(change, 'customer', 'c2')).to.equal(false);
    expect(concerns(change, 'interaction', 'c1')).to.equal(false);
    expect(concerns(change, 'customer', undefined)).to.equal(false);
    expect(concerns({ kind: 'reset' }, 'customer', 'c2')).to.equal(true);
  });
});
