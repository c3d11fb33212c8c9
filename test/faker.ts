import { faker as en } from '@faker-js/faker/locale/en';
import { type ServerModule, withServer } from '../src/index.js';

/** The module on faker's English instance, seeded, at a fixed reference date. */
export function seededServer(seed = 42, reference = '2026-01-01'): ServerModule {
  const { server } = withServer(en);
  en.seed(seed);
  en.setDefaultRefDate(reference);
  return server;
}
