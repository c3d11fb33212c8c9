// What randomness costs: the set-up of a stream and a draw from it. The root key is seedrandom's, once a builder; each
// server has dozens of inner streams, and each day many, so theirs are mixed by hand, and their draws are counted.
import seedrandom from 'seedrandom';
import alea from 'seedrandom/lib/alea.js';
import tychei from 'seedrandom/lib/tychei.js';
import xor128 from 'seedrandom/lib/xor128.js';
import { normal, normalQuantile } from '../src/num/normal.js';
import { bits, childKey, rootKey, uniform } from '../src/num/random.js';
import { machine } from './machine.js';
import { type Contender, median, ratio, rounds, spread } from './rounds.js';
import { digits, table } from './table.js';

const ROUNDS = 31;
const SET_UPS = 2000;
const DRAWS = 100_000;
const key = rootKey(42);
const { PI, cos, log, random, sqrt } = Math;

// Every loop is written out: a shared one would call all generators through one slow, megamorphic place.
const setUps: readonly Contender[] = [
  of('seedrandom alea', SET_UPS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += alea(String(i)).int32();
    return sum;
  }),
  of('seedrandom tychei', SET_UPS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += tychei(String(i)).int32();
    return sum;
  }),
  of('seedrandom xor128', SET_UPS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += xor128(String(i)).int32();
    return sum;
  }),
  of('seedrandom ARC4, its default', SET_UPS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += seedrandom(String(i)).int32();
    return sum;
  }),
  of('rootKey: alea, two words', SET_UPS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += rootKey(i)[1];
    return sum;
  }),
  of('childKey of a name', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += childKey(key, NAMES[i & 15]!)[1];
    return sum;
  }),
  of('childKey of a number', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += childKey(key, i)[1];
    return sum;
  }),
];
const NAMES = Array.from({ length: 16 }, (_, i) => `application-${String(i).padStart(3, '0')}`);

const uniforms: readonly Contender[] = [
  of('seedrandom alea', DRAWS, (n) => {
    const next = alea('42');
    let sum = 0;
    for (let i = 0; i < n; i++) sum += next();
    return sum;
  }),
  of('seedrandom tychei', DRAWS, (n) => {
    const next = tychei('42');
    let sum = 0;
    for (let i = 0; i < n; i++) sum += next();
    return sum;
  }),
  of('seedrandom xor128', DRAWS, (n) => {
    const next = xor128('42');
    let sum = 0;
    for (let i = 0; i < n; i++) sum += next();
    return sum;
  }),
  of('seedrandom ARC4', DRAWS, (n) => {
    const next = seedrandom('42');
    let sum = 0;
    for (let i = 0; i < n; i++) sum += next();
    return sum;
  }),
  of('Math.random', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += random();
    return sum;
  }),
  of('bits: the i-th word of a stream', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum ^= bits(key, i);
    return sum;
  }),
  of('uniform: the i-th number', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += uniform(key, i);
    return sum;
  }),
];

const normals: readonly Contender[] = [
  of('normal: the i-th, by table', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += normal(key, i);
    return sum;
  }),
  of('AS 241 of uniform, exact', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += normalQuantile(uniform(key, i));
    return sum;
  }),
  of('Box–Muller of uniform, one of the pair', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sqrt(-2 * log(uniform(key, 2 * i))) * cos(2 * PI * uniform(key, 2 * i + 1));
    return sum;
  }),
  of('Box–Muller of Math.random', DRAWS, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
    return sum;
  }),
  of('Box–Muller of alea', DRAWS, (n) => {
    const next = alea('42');
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sqrt(-2 * log(1 - next())) * cos(2 * PI * next());
    return sum;
  }),
];

function of(name: string, records: number, run: (count: number) => number): Contender {
  return { name, records, run: () => run(records) };
}

await report('A new stream and its first draw', setUps, 'childKey of a number');
await report('A uniform draw', uniforms, 'uniform: the i-th number');
await report('A normal draw', normals, 'normal: the i-th, by table');

async function report(title: string, contenders: readonly Contender[], reference: string): Promise<void> {
  const { timed, onCpu } = await rounds(contenders, { count: ROUNDS });
  const ours = timed.find(({ name }) => name === reference)!;
  table(
    `${title}, medians of ${ROUNDS} rounds. ${machine(onCpu)}`,
    ['', 'ns', '±%', 'times ours'],
    timed.map((one) => [
      one.name,
      digits(1e9 / median(one.rates)),
      spread(one).toFixed(0),
      one === ours ? '1' : digits(ratio(ours, one)),
    ]),
  );
}
