/** Where bytes go, one piece after the other. */
export interface ByteSink {
  /** Takes a piece; it is taken when the promise is kept, and the array may be used again. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Completes what was written. */
  readonly close: () => Promise<void>;
  /** Puts what is complete in its place, where that is another; from here on it is not given up. */
  readonly publish?: (() => Promise<void>) | undefined;
  /**
   * Gives up, and leaves nothing half-written.
   *
   * @param cause - Why.
   */
  readonly abort: (cause: unknown) => Promise<void>;
}
