import type { ServerBuilder } from '../../serverBuilder.js';
import { withServer } from '../../faker.js';
import type { ServerModule } from '../../serverModule.js';
import { Found, ServerError } from '../../errors.js';
import type { Servers } from '../../job.js';
import type { ProfileInput } from '../../profiles/profile.js';
import { type Usual, withSteps } from './describedServer.js';
import type { FlagsWithFile } from './fleetFlags.js';
import { placeOfData, readData } from './readData.js';
import { renamed } from './renamed.js';
import type { ServerFlags } from './serverOptions.js';
import { type Numbered, serversOfFile } from './serversOfFile.js';

/** The servers that flags ask for. */
export interface ChosenServers {
  readonly count: number;
  readonly servers: Servers & Iterable<ServerBuilder>;
  readonly seed: string | number;
  /** The flags that say what nobody said. */
  readonly assumed: readonly string[];
}

const DEFAULT_SEED = '42';
const DEFAULT_SERVERS = 12;

/**
 * The servers that flags ask for.
 *
 * @param reference - What counts as today.
 * @param everyMs - Interval between two records.
 * @throws {ServerError} When they cannot be.
 */
export async function chooseServers(
  flags: FlagsWithFile<ServerFlags>,
  reference: Date,
  everyMs: number,
): Promise<ChosenServers> {
  const { seed = DEFAULT_SEED } = flags;
  const { server: module } = withServer({ number: { int: () => 0 }, defaultRefDate: () => reference });
  const profile = flags.profile === undefined ? undefined : await readProfile(flags.profile);
  const { typical, timeZone, holidays, statistic, asOf } = flags;
  const usual = { seed, typical, timeZone, holidays, statistic, asOf };
  const { count, at } =
    flags.file === undefined ? serversOfFlags(flags, module, profile, usual) : serversOfFile(flags.file, module, usual);
  const set = (server: ServerBuilder): ServerBuilder => server.every(everyMs);
  function* each(): Generator<ServerBuilder> {
    for (let index = 0; index < count; index++) yield set(at(index));
  }
  // Servers of a list may differ in their zone, and with it in their records; those of a fleet are alike.
  const isList = flags.file?.servers !== undefined;
  const servers = isList
    ? Array.from(each())
    : { count, at: (index: number) => set(at(index)), [Symbol.iterator]: each };
  // What does not fit is told before anything is written.
  if (count > 0) set(at(0)).profile();
  return { count, servers, seed, assumed: flags.seed === undefined ? ['--seed', String(seed)] : [] };
}

interface Profile {
  readonly name: string;
  readonly data: ProfileInput;
}

async function readProfile(name: string): Promise<Profile> {
  return { name, data: (await readData('--profile', name)) as ProfileInput };
}

/** The servers that flags alone describe. */
function serversOfFlags(
  flags: ServerFlags,
  module: ServerModule,
  profile: Profile | undefined,
  usual: Usual,
): Numbered {
  const { count, at } = base(flags, module, profile, usual.seed);
  if (profile === undefined || (flags.archetype ?? flags.mix) === undefined) {
    return { count, at: (index) => withSteps(at(index), usual) };
  }
  const profiled = (server: ServerBuilder): ServerBuilder =>
    inFile(profile, /^profile\b\.?/, () => server.profile(profile.data));
  return { count, at: (index) => profiled(withSteps(at(index), usual)) };
}

/** The servers before the steps that all of them take. */
function base(flags: ServerFlags, module: ServerModule, profile: Profile | undefined, seed: string | number): Numbered {
  const { archetype, servers, mix, id } = flags;
  if (profile !== undefined && archetype === undefined && mix === undefined) {
    const custom = inFile(profile, /^custom\b\.?/, () => module.custom(profile.data)).seed(seed);
    if (servers === undefined) return { count: 1, at: () => named(custom, id) };
    const name = custom.profile().archetype;
    return { count: servers, at: (index) => custom.id(`${name}-${String(index + 1).padStart(3, '0')}`) };
  }
  if (archetype !== undefined && servers === undefined) {
    const one = module.archetype(archetype).seed(seed);
    return { count: 1, at: () => named(one, id) };
  }
  if (id !== undefined) {
    throw new ServerError('--id', 'an archetype or a profile, of which it is the one server', new Found('neither'));
  }
  const weights = archetype === undefined ? mix : { [archetype]: 1 };
  return renamed(
    (path) => (path.startsWith('fleet.mix') ? path.replace('fleet.mix', '--mix') : '--servers'),
    () => module.fleet({ count: servers ?? DEFAULT_SERVERS, mix: weights, seed }),
  );
}

function named(server: ServerBuilder, id: string | undefined): ServerBuilder {
  return id === undefined ? server : renamed('--id', () => server.id(id));
}

/** Errors in a file are placed in it. */
function inFile<T>({ name }: Profile, root: RegExp, read: () => T): T {
  return renamed((path) => `${placeOfData(name)}: ${path.replace(root, '') || 'profile'}`, read);
}
