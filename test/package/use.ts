import { faker, Faker, SimpleFaker, en } from '@faker-js/faker';
import 'faker-server/register';
import { withServer } from 'faker-server';

faker.seed(42);
const records = faker.server.database().series(7);
const cpu: number | undefined = records[0]?.cpu;
const timestamp: Date | undefined = records[0]?.timestamp;
if (cpu === undefined || timestamp === undefined) throw new Error('no record');

const own = withServer(new Faker({ locale: en }))
  .server.web()
  .record();
const simple = withServer(new SimpleFaker()).server.batch().record();
if (!(own.memory >= 0) || !(simple.memory >= 0)) throw new Error('no memory');
