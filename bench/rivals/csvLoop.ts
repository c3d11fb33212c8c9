const [ZERO, COMMA, POINT, RETURN, LINE_FEED] = [0x30, 0x2c, 0x2e, 0x0d, 0x0a] as const;
const ID = new TextEncoder().encode('web-7f3a,web,');

/**
 * The practical limit of CSV in JavaScript: hundredths that are there already, digit by digit into bytes that are there
 * already, behind a number of seconds and a text of one length. It knows nothing of dates, of precisions, of zeros.
 */
export function csvLoop(hundredths: Int32Array, rows: number, bytes: Uint8Array): number {
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let seconds = 1_767_225_600 + 300 * row;
    for (let digit = 9; digit >= 0; digit--) {
      const rest = (seconds / 10) | 0;
      bytes[at + digit] = ZERO + seconds - 10 * rest;
      seconds = rest;
    }
    at += 10;
    bytes[at++] = COMMA;
    for (const letter of ID) bytes[at++] = letter;
    for (let metric = 0; metric < 4; metric++) {
      const value = hundredths[4 * row + metric]!;
      const tens = (value / 1000) | 0;
      const ones = (value / 100) | 0;
      const tenths = (value / 10) | 0;
      bytes[at] = ZERO + tens;
      bytes[at + 1] = ZERO + ones - 10 * tens;
      bytes[at + 2] = POINT;
      bytes[at + 3] = ZERO + tenths - 10 * ones;
      bytes[at + 4] = ZERO + value - 10 * tenths;
      bytes[at + 5] = COMMA;
      at += 6;
    }
    bytes[at - 1] = RETURN;
    bytes[at++] = LINE_FEED;
  }
  return at;
}
