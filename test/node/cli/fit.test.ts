import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { fitProfile } from 'faker-server';
import { csv } from 'faker-server/formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { seededServer } from '../../faker.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { type BuiltCli, buildCli, ended, start } from './builtCli.js';
import { typed } from './typed.js';

const server = seededServer(7, '2026-01-01');
const [shop, other] = [server.web().id('shop'), server.database().id('other')];
const records = shop.series(120);
const text = Array.from(csv([shop, other], { count: 120 }), (bytes) => Buffer.from(bytes).toString()).join('');
const shopAlone = text
  .split('\r\n')
  .filter((line) => !line.includes('other'))
  .join('\n');
const UNITS = 'cpu=percent,memory=percent,disk_io=MB/s,network=percent';
const WHOLE = { cpu: 'percent', memory: 'percent', diskIo: 'MB/s', network: 'percent' } as const;

/** A file with a text in it, in a folder of its own. */
function file(content: string | Uint8Array, name = 'metrics.csv'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('fit', () => {
  it('prints the profile that the library makes of the same rows', async () => {
    const { code, stdout, stderr } = await typed('fit', file(shopAlone), '--units', UNITS, '--holidays', 'none');
    const { profile, report } = fitProfile(records, { holidays: 'none' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(profile);
    const { value, error } = report.figures.cpu.base;
    expect(stderr).toMatch(/^Read 120 rows of .*metrics\.csv\. A fit takes some seconds\.$/m);
    expect(stderr).toContain(`${report.data.from} to ${report.data.until}, every 1d: 120 days of cpu, `);
    expect(stderr).toMatch(new RegExp(`^cpu\\.base +${value} +${error!}$`, 'm'));
    expect(stderr).toMatch(
      /^Left at their defaults:$(\n {2}.*)*\n {2}too little data to tell growth from noise: diskIo\.growth/m,
    );
  });

  it('writes over nothing that it reads or writes', async () => {
    const data = file(shopAlone);
    const folder = temporaryFolder();
    const link = join(folder, 'link.json');
    symlinkSync(data, link);
    const report = join(folder, 'report.json');
    for (const [flags, message] of [
      [['-o', data], `--output: expected another file than one that is read, received "${data}"`],
      [['-o', link], `--output: expected another file than one that is read, received "${link}"`],
      [['--report', data], `--report: expected another file than one that is read, received "${data}"`],
      [
        ['--report', report, '-o', report],
        `--output: expected another file than that of --report, received "${report}"`,
      ],
    ] as const) {
      const { code, stderr } = await typed('fit', data, '--units', UNITS, '-q', ...flags);
      expect([code, stderr.includes(message) ? message : stderr]).toEqual([2, message]);
    }
    expect(readFileSync(data, 'utf8')).toBe(shopAlone);
    expect(existsSync(report)).toBe(false);
  });

  it('says of a metric that is not there so, and no more', async () => {
    const alone = Array.from(csv(shop.only('cpu'), { count: 120 }), (bytes) => Buffer.from(bytes).toString()).join('');
    const { stderr } = await typed('fit', file(alone), '--units', 'cpu=percent');
    expect(stderr).toMatch(/^ {2}no data of this metric: memory, diskIo, network$/m);
  });

  it('leaves columns without a name alone, however many there are', async () => {
    const wider = shopAlone.replaceAll(/(?<=.)$/gm, ',x,').replace(',x,', ',,');
    const { code, stdout } = await typed('fit', file(wider), '--units', UNITS, '--quiet');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(fitProfile(records).profile);
  });

  it.each(['s', 'ms'] as const)('reads what generate writes with --time %s', async (time) => {
    const pieces = csv(shop, { count: 120, time });
    const written = file(Array.from(pieces, (bytes) => Buffer.from(bytes).toString()).join(''));
    const { code, stdout } = await typed('fit', written, '--units', UNITS, '--quiet', '--time', time);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(fitProfile(records).profile);
  });

  it('reads one server of a compressed file, with its own names, units, zone and defaults', async () => {
    const names = text.replace('timestamp', '"at, local"').replace(',cpu,', ',cpu;busy,');
    const packed = file(gzipSync(names), 'metrics.csv.gz');
    const defaults = file('seasonalPeakFactor: 1\nseasonalTroughFactor: 1\n', 'quarters.yaml');
    const [output, report] = [join(temporaryFolder(), 'shop.yaml'), join(temporaryFolder(), 'report.json')];
    const found = await typed(
      ...['fit', packed, '--where', 'server_id = shop', '--columns', 'time=at, local,cpu=cpu;busy'],
      ...['--units', UNITS.replace('cpu=percent', 'cpu=200'), '--statistic', 'mean', '--as-of', '2025-12-01'],
      ...['--time-zone', 'Etc/UTC', '--defaults', defaults, '-o', output, '--report', report],
    );
    const expected = fitProfile(records, {
      units: { ...WHOLE, cpu: { capacity: 200 } },
      timeZone: 'Etc/UTC',
      statistic: 'mean',
      asOf: '2025-12-01',
      defaults: { seasonalPeakFactor: 1, seasonalTroughFactor: 1 },
    });
    expect(found.stdout).toBe('');
    expect(parse(readFileSync(output, 'utf8'))).toEqual(expected.profile);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(expected.report);

    const twins = /^Servers like it: faker-server (generate .*)$/m.exec(found.stderr)![1]!;
    expect(twins).toContain('--as-of 2025-12-01 --time-zone Etc/UTC');
    const { code, stdout } = await typed(...twins.split(' '), '--count', '3', '--seed', 'twin');
    expect({ code, rows: stdout.split('\r\n').length }).toEqual({ code: 0, rows: 5 });
  });

  it.each([';', '\t', '|'])(
    'sees that cells are separated by %j, and is told of what it would not see',
    async (mark) => {
      const separated = file(shopAlone.replaceAll(',', mark));
      const seen = await typed('fit', separated, '--units', UNITS, '--quiet');
      expect(JSON.parse(seen.stdout)).toEqual(fitProfile(records).profile);
      const told = await typed('fit', file(shopAlone.replaceAll(',', '#')), '--units', UNITS, '-q', '--delimiter', '#');
      expect(told).toEqual(seen);
    },
  );

  it.each([
    [
      'a file',
      '--units cpu=percent,memory=ratio',
      /metrics\.csv:\d+ memory: expected a number from 0 to 1, received "\d/,
    ],
    [
      'a file',
      '--units cpu=percent',
      /^--units memory: expected 'percent', 'ratio' or a number, all there is \(one is needed for diskIo, network, too\), received nothing/,
    ],
    ['a file', '--units cpu=percnt', /^--units cpu: expected .* \(nearest: 'percent'\), received "percnt"/],
    ['a file', '--units cpu', /^--units: expected pairs such as cpu=percent,.*, received "cpu"/],
    ['a file', '--units cpu=percent,cpu=ratio', /^--units: expected one cpu, received two/],
    ['a file', '--units cpx=percent', /^--units: expected one of 'cpu', .* \(nearest: 'cpu'\), received "cpx"/],
    ['a file', '--columns time=when', /^--columns time: expected one of the columns timestamp, .*, received "when"/],
    ['a file', '--where host=x', /^--where: expected one of the columns timestamp, .*, received "host"/],
    ['a file', '--where server_id=nobody', /^--where: expected rows whose server_id is "nobody", received none/],
    ['a file', '--where shop', /^--where: expected a column and a text, such as host=web-01, received "shop"/],
    [
      'a file',
      `--units ${UNITS} --as-of 1970-01-01`,
      /^--as-of: expected a date within ten years of the data, received 1970/,
    ],
    [
      'seconds',
      `--units ${UNITS}`,
      /csv:2 timestamp: expected an instant in milliseconds since 1970 \(--time s takes seconds\), received one that looks/,
      shopAlone.replaceAll(/^\d{4}-\d\d-\d\dT[^,]*/gm, (date) => String(Date.parse(date) / 1000)),
    ],
    ['a file', '--statistic max', /^--statistic: expected one of 'p95', 'mean' .*, received "max"/],
    [
      'several servers',
      `--units ${UNITS}`,
      /csv:122 server_id: expected rows of one server, here "shop" \(--where server_id=… takes those/,
      text,
    ],
    [
      'a time without a name',
      '',
      /csv: expected a column .*, or its name in --columns time=…, received columns/,
      shopAlone.replace('timestamp', 'at'),
    ],
    ['a short row', '', /csv:124: expected as many cells as the header has, 7, received 2/, `${shopAlone}\n\n1,2\n`],
    ['an open quote', '', /csv:2: expected a CSV, received quote Not Closed/, 'a,cpu\n"1,2\n'],
    ['a name twice', '', /csv:1: expected one column "cpu", received two/, 'cpu,x,cpu\n1,2,3\n'],
    ['nothing', '', /csv: expected a CSV with a header, received none/, '\n'],
  ])(
    'says of %s with "%s" what is wrong, and leaves what was there',
    async (_, flags, sentence, content = shopAlone) => {
      const output = file('old', 'old.json');
      const words = ['fit', file(content), '-q', ...flags.split(' ').filter(Boolean), '-o', output];
      const { code, stdout, stderr } = await typed(...words);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.replace(/^faker-server: /, '')).toMatch(sentence);
      expect(stderr.split('\n')).toHaveLength(2);
      expect(readFileSync(output, 'utf8')).toBe('old');
    },
  );

  it('reads decimal commas between semicolons, with or without percent signs, and nowhere else', async () => {
    const european = shopAlone.replaceAll(',', ';').replaceAll(/(\d)\.(\d+)(?=;|$)/gm, '$1,$2');
    expect(european).toMatch(/^[^;]+;shop;web;\d+,\d+;/m);
    const signed = european.replaceAll(/(;web;[\d,]+)/g, '$1 %');
    for (const each of [european, signed]) {
      const { stdout, stderr } = await typed('fit', file(each), '--units', UNITS, '--quiet');
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual(fitProfile(records).profile);
    }
    // A thousand and more, in tables of the United States.
    for (const mark of ['\t', '|']) {
      const { code, stderr } = await typed('fit', file(european.replaceAll(';', mark)), '--units', UNITS, '--quiet');
      expect(stderr).toMatch(/csv:2 cpu: expected a number, or nothing, received "\d+,\d+"\n$/);
      expect(code).toBe(2);
    }
  });

  it.each([
    ['a unit that is missing', '--units cpu=percent'],
    ['a unit that is wrong', `--units ${UNITS.replace('memory=percent', 'memory=ratio')}`],
    ['an unlikely date', `--units ${UNITS} --as-of 1970-01-01`],
  ])('refuses %s before it says that it takes its time', async (_, flags) => {
    const { code, stderr } = await typed('fit', file(shopAlone), ...flags.split(' '));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^faker-server: .*, received .*\n$/);
  });

  it.each([
    ['Parquet', Buffer.from('PAR1\x15\x04,\n\x15\x10PAR1', 'latin1')],
    ['Arrow', Buffer.from('ARROW1\0\0\xff\xff', 'latin1')],
    ['gzip, whose name is to end in .gz', gzipSync(shopAlone)],
    ['bytes that are no text', Buffer.from('a,b\n\0\x01,2\n')],
  ])('says that it reads CSV where it is given %s', async (found, bytes) => {
    const { code, stderr } = await typed('fit', file(bytes, 'metrics.data'), '--units', UNITS);
    expect(stderr).toMatch(
      /^faker-server: .*metrics\.data: expected a CSV, which pandas, DuckDB and others write, received .*\n$/,
    );
    expect(stderr).toContain(`received ${found}\n`);
    expect(code).toBe(2);
  });

  it('reads what spreadsheets write as Unicode text', async () => {
    const utf16 = Buffer.from(`\uFEFF${shopAlone.replaceAll(',', '\t')}`, 'utf16le');
    const { code, stdout } = await typed('fit', file(utf16), '--units', UNITS, '--quiet');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(fitProfile(records).profile);
  });

  it.each(['output', 'report'])('says of a file for --%s that cannot be written what is in the way', async (flag) => {
    const folder = temporaryFolder();
    for (const [name, found] of [
      [folder, 'a folder'],
      [join(folder, 'nowhere/shop.json'), 'no such folder'],
    ] as const) {
      const { code, stderr } = await typed('fit', file(shopAlone), '--units', UNITS, '-q', `--${flag}`, name);
      expect(stderr).toBe(
        `faker-server: --${flag}: expected a file that can be written at ${name}, received ${found}\n`,
      );
      expect(code).toBe(1);
    }
  });

  describe('as a process', () => {
    let cli: BuiltCli;
    beforeAll(async () => {
      cli = await buildCli();
    });
    afterAll(() => cli.remove());

    it('reads what is piped into it, and its profile is piped into others', async () => {
      const command = `'${process.execPath}' '${cli.file}'`;
      const line = `cat '${file(shopAlone)}' | ${command} fit - -q --units ${UNITS} | ${command} explain --profile - --json`;
      const { code, stdout } = await ended(start('bash', ['-o', 'pipefail', '-c', line]));
      expect(code).toBe(0);
      const { base } = (JSON.parse(stdout) as { metrics: { memory: { base: { asked: number } } } }).metrics.memory;
      expect(base.asked).toBe(fitProfile(records).profile.memory!.base);
    });

    it('does what its help and the guide show', async () => {
      const { stdout: help } = await typed('fit', '--help');
      const guide = readFileSync(join(import.meta.dirname, '../../../docs/command-line.md'), 'utf8');
      const [, shown = ''] = /## Servers like your own[^]*?```sh\n([^]*?)```/.exec(guide) ?? [];
      const lines = [...help.matchAll(/^ {2}(faker-server .*)$/gm), ...shown.matchAll(/^(faker-server .*)$/gm)];
      expect(lines).toHaveLength(6);

      const folder = temporaryFolder();
      const columns = csv(shop.only('cpu', 'memory'), { count: 60 });
      writeFileSync(join(folder, 'metrics.csv'), Buffer.concat(Array.from(columns, (bytes) => Buffer.from(bytes))));
      const usages = shop.series(60).map(({ timestamp, cpu }) => `${timestamp.toISOString()},web-01,${cpu / 100}`);
      writeFileSync(join(folder, 'fleet.csv.gz'), gzipSync(['at,host,usage', ...usages].join('\n')));
      for (const [, line] of lines) {
        const command = line!.replace('faker-server', `'${process.execPath}' '${cli.file}'`).replace(/$/, ' --quiet');
        const found = await ended(start('bash', ['-c', command.replace('--days 30', '--days 1')], { cwd: folder }));
        expect(found, line).toEqual({ code: 0, stdout: '', stderr: '' });
      }
      expect(readFileSync(join(folder, 'twins.csv'), 'utf8').split('\r\n')).toHaveLength(20 * 288 + 2);
    });

    it('ends at once where somebody interrupts it', async () => {
      // A year, which takes a while.
      const busy = server.application().typical().only('cpu').from('2025-01-01').every('5m');
      const data = file(
        Array.from(csv(busy, { until: '2026-01-01' }), (bytes) => Buffer.from(bytes).toString()).join(''),
      );
      const fit = start(process.execPath, [cli.file, 'fit', data, '--units', 'cpu=percent']);
      await new Promise((resolve) => fit.stderr!.once('data', resolve));
      fit.kill('SIGINT');
      expect(await ended(fit)).toMatchObject({ code: null, stdout: '' });
      expect(fit.signalCode).toBe('SIGINT');
    });
  });
});
