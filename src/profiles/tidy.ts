/** Four decimals: a profile that was drawn, or gave way, is read by people. */
export function tidy(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
