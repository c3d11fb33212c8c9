import { faker } from '@faker-js/faker';
import { withServer } from 'faker-server';

// The types of `faker.server` come with the registration, not with the package.
// @ts-expect-error -- nothing was registered
export const missing: unknown = faker.server;

export const present: number = withServer(faker).server.web().record().cpu;
