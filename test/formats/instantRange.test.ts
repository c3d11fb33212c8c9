import { describe, expect, it } from 'vitest';
import { lineProtocol, otlpJson } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { textOf } from './text.js';

const web = seededServer().web().id('web-1').only('cpu');

describe('instants that a format has no number for are refused', () => {
  it.each(['ns', 's'] as const)('in line protocol, as InfluxDB has nanoseconds in 64 bits: in %s', (precision) => {
    const need = 'lineProtocol: expected instants of the years 1678 to 2261, which InfluxDB has, received ';
    for (const from of ['1600-01-01', '2300-01-01']) {
      expect(() => textOf(lineProtocol(web, { from, count: 2, precision }))).toThrow(`${need}${from}T00:00:00.000Z`);
    }
    expect(() => textOf(lineProtocol(web, { from: '2262-04-10', count: 3, precision }))).toThrow(
      `${need}2262-04-12T00:00:00.000Z`,
    );
    for (const from of ['1677-09-22', '2262-04-10']) {
      expect(textOf(lineProtocol(web, { from, count: 1, precision }))).toMatch(/cpu=/);
    }
  });

  it('in OTLP-JSON, whose nanoseconds have no sign', () => {
    const need = 'otlpJson: expected instants of the years 1970 to 2553, which OTLP has, received ';
    expect(() => textOf(otlpJson(web, { from: '1969-12-31', count: 2 }))).toThrow(`${need}1969-12-31T00:00:00.000Z`);
    expect(() => textOf(otlpJson(web, { from: '2600-01-01', count: 1 }))).toThrow(need);
    expect(textOf(otlpJson(web, { from: '1970-01-01', count: 1 }))).toMatch(/"timeUnixNano":"0+"/);
  });
});
