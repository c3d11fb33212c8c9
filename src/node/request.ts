import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from './endpoint.js';
import { shownUrl } from './redact.js';

/** What is asked. */
export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly signal?: AbortSignal | undefined;
  /** How often it is asked again where the server is busy or away. Defaults to 0. */
  readonly retries?: number;
}

/** An answer that says no. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Busy or away for a while: too many requests, a gateway without its server, unavailable. And 500, which InfluxDB
 * answers while it shuts down; what is asked here may be asked twice.
 */
const AGAIN: readonly number[] = [429, 500, 502, 503, 504];
/** Before the first repetition; each further one waits twice as long. Chosen by eye. */
const FIRST_WAIT_MS = 250;
/** A server that wants longer to be left alone is not waited for. Chosen by eye. */
const LONGEST_WAIT_MS = 60_000;

/**
 * The text that a server answers.
 *
 * @throws {Refusal} When the answer is an error, after as many repetitions as are wanted.
 */
export async function request(endpoint: Endpoint, asked: Asked): Promise<string> {
  const { retries = 0, signal } = asked;
  for (let round = 0; ; round++) {
    signal?.throwIfAborted();
    const usualMs = FIRST_WAIT_MS * 2 ** round;
    let waitMs = usualMs;
    try {
      const { response, body } = await once(endpoint, asked);
      if (response.ok) return body;
      waitMs = retryAfterMs(response) ?? usualMs;
      const refusal = new Refusal(response.status, endpoint.redact(wordsOf(response, body)));
      if (!AGAIN.includes(response.status) || waitMs > LONGEST_WAIT_MS || round >= retries) throw refusal;
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof Refusal || round >= retries) throw cause;
    }
    // An abort ends it, with its own reason above.
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * The object that a server answers as JSON.
 *
 * @throws {Error} When it answers something else, as a page does on which one is to log in; as {@link request} does.
 */
export async function requestJson(endpoint: Endpoint, asked: Asked): Promise<Readonly<Record<string, unknown>>> {
  const answer = await request(endpoint, asked);
  let data: unknown;
  try {
    data = JSON.parse(answer);
  } catch {
    // Told below.
  }
  if (typeof data !== 'object' || data === null) throw new Error('an answer that is no object of JSON');
  return data as Readonly<Record<string, unknown>>;
}

async function once(
  { url, headers, redact }: Endpoint,
  asked: Asked,
): Promise<{ readonly response: Response; readonly body: string }> {
  try {
    const response = await fetch(url, {
      method: asked.method ?? 'POST',
      headers: { ...headers, ...asked.headers },
      // A redirection would turn a POST into a GET, and take the credentials elsewhere.
      redirect: 'manual',
      ...(asked.body !== undefined && { body: asked.body }),
      ...(asked.signal && { signal: asked.signal }),
    });
    return { response, body: await response.text() };
  } catch (error) {
    if (asked.signal?.aborted === true) throw error;
    // All that fetch itself says is "fetch failed", or "terminated"; the cause of an address with several families has no message.
    const { cause = error } = error as { readonly cause?: unknown };
    const { code, message } = cause as { readonly code?: string; readonly message?: string };
    const words = message === undefined || message === '' ? (code ?? 'no connection') : message;
    throw new Error(NO_TLS.test(code ?? '') ? 'an answer without TLS' : redact(words), { cause: error });
  }
}

/** What OpenSSL says of a server that speaks plain HTTP, which it takes for a message of TLS. */
const NO_TLS = /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/;

/** How long the server wants to be left alone: seconds, or until a date. */
function retryAfterMs({ headers }: Response): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : 1000 * seconds;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Longest text of a server's that is told. */
const LONGEST = 200;

/** What an answer says: its status, and the message in it, or where it leads. */
function wordsOf({ status, statusText, headers }: Response, body: string): string {
  const location = headers.get('location');
  const message = location ? `to ${shownUrl(location)}` : messageOf(body).replaceAll(/\s+/g, ' ').trim();
  const short = message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
  return [`${status} ${statusText}`.trim(), short].filter((words) => words !== '').join(': ');
}

function messageOf(body: string): string {
  try {
    const { error, message } = JSON.parse(body) as { readonly error?: unknown; readonly message?: unknown };
    return [message, error].find((words) => typeof words === 'string') ?? body;
  } catch {
    return body;
  }
}
