import { Found, type Remedy, ServerError } from '../../errors.js';
import { flagOf } from './optionOf.js';
import { placeOfData } from './readData.js';

/**
 * Does a fit, whose errors are placed where they were typed: a cell by its line, an option by its flag.
 *
 * @param file - The data's.
 * @param lines - The line of each row.
 * @param defaults - The file of the defaults.
 */
export function fitPlace<T>(file: string, lines: readonly number[], defaults: string | undefined, fit: () => T): T {
  try {
    return fit();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    const { path, expected, received, remedies: known } = error;
    const at = (place: string, need = expected, remedies: readonly Remedy[] = known): ServerError =>
      new ServerError(place, need, new Found(received), { cause: error, remedies });
    const [, option = '', , rest = ''] = /^fitProfile\.(\w+)(\.?)(.*)$/.exec(path) ?? [];
    if (option === 'data') {
      const [, column = '', row] = /^(.*?)(?:\[(\d+)\])?$/.exec(rest) ?? [];
      const place = row === undefined ? placeOfData(file) : `${placeOfData(file)}:${lines[Number(row)]!} ${column}`;
      const remedies = expected.startsWith('rows of one server')
        ? [{ option: 'where', values: [`${column}=…`], effect: 'takes those of one' }]
        : known;
      throw at(place, expected.replace(/columns\.(\w+)/, '--columns $1=…'), remedies);
    }
    if (option === 'units') throw at(`--units ${rest}`, expected.replace('{ capacity: … }', 'a number, all there is'));
    if (option === 'columns') throw at(`--columns ${rest}`);
    if (option === 'defaults') throw at(`${placeOfData(defaults!)}: ${rest}`);
    throw option === '' ? error : at(flagOf(option));
  }
}
