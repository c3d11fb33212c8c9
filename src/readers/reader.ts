import { SAMPLE_MS } from '../model/samples.js';
import { extremeReader } from './extremeReader.js';
import { dailyReader, statisticOfDaysReader } from './dailyReader.js';
import type { Reader, Reading } from './reading.js';
import { sampleReader } from './sampleReader.js';
import { secondsReader } from './secondsReader.js';
import { spanReader } from './spanReader.js';

/** The reader of a window: one path for records, columns and streams of every step. */
export function reader(reading: Reading): Reader {
  const { window, statistic } = reading;
  const samples = window.stepMs / SAMPLE_MS;
  if ((statistic === 'max' || statistic === 'min') && samples > 1 && Number.isInteger(samples)) {
    return extremeReader(reading, statistic);
  }
  if (window.unit === 'days') {
    return statistic === undefined ? dailyReader(reading) : statisticOfDaysReader(reading, statistic);
  }
  if (samples === 1 && (statistic === undefined || statistic === 'mean')) return sampleReader(reading);
  return samples > 1 && Number.isInteger(samples) ? spanReader(reading) : secondsReader(reading);
}
