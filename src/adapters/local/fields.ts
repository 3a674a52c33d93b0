import type { FieldsService } from '../../backend/backend.js';
import type { LocalContext } from './context.js';

export function fields(context: LocalContext): FieldsService {
  return {
    list: (options) => context.run(options, 'customers.view', async () => structuredClone(await context.fields())),
  };
}
