// A faker of one locale, and nothing else that would bring in the declaration that the registration adds to.
import { faker } from '@faker-js/faker/locale/en';
import 'faker-server/register';

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const cpu: number = faker.server.database().record().cpu;
if (!(cpu >= 0)) throw new Error('no CPU');
