/**
 * A figure of a profile, and how it was found.
 *
 * @typeParam T - What kind of figure it is.
 */
export interface Estimate<T = number> {
  /** In the unit that the profile has it in. */
  readonly value: T;
  /** Its standard error, in the same unit; absent where it is not known. */
  readonly error?: number;
  /** Whether the data told it, or it is the generic server's. */
  readonly source: 'fitted' | 'default';
  /** Why it is a default, or what to mind about a fitted one. */
  readonly reason?: string;
}

/** A figure that the data told. */
export function fitted<T>(value: T, error?: number, reason?: string): Estimate<T> {
  return {
    value,
    ...(error !== undefined && { error: significant(error, 2) }),
    source: 'fitted',
    ...(reason !== undefined && { reason }),
  };
}

/** A figure that they did not. */
export function byDefault<T>(value: T, reason: string): Estimate<T> {
  return { value, source: 'default', reason };
}

/** A figure with one thing more to mind. */
export function because<T>(estimate: Estimate<T>, reason: string): Estimate<T> {
  return { ...estimate, reason: estimate.reason === undefined ? reason : `${estimate.reason}; ${reason}` };
}

/** Whether the data told a figure. */
export function isTold({ source }: Estimate<unknown>): boolean {
  return source === 'fitted';
}

/** Rounds to a number of significant digits. */
export function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** Rounds to a number of decimals. */
export function decimals(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** A number brought into bounds. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
