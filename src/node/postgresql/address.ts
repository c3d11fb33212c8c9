import process from 'node:process';

/** Where a URL leads, as the driver is told. */
export interface Address {
  /** The URL without what the options say in its place. */
  readonly url: string;
  /** What the driver would not find in it. */
  readonly options: {
    readonly host?: readonly string[];
    readonly port?: number | readonly number[];
    /** Of a Unix socket. */
    readonly path?: string;
    readonly database?: string;
  };
}

/**
 * The address of a URL where libpq reads more in it than the driver does: IPv6 addresses, whose first colon that takes
 * for the one before the port; the folder of a Unix socket, `postgres://%2Ftmp/dev` or `postgres:///dev?host=/tmp`; and
 * names with `%20` and the like.
 */
export function addressOf(url: string): Address {
  const [, start = '', authority = '', path = '', query = '', rest = ''] = PARTS.exec(url) ?? [];
  const asked = new URLSearchParams(query);
  const [host = decoded(authority), port] = [asked.get('host') ?? undefined, asked.get('port') ?? undefined];
  for (const name of ['host', 'port']) asked.delete(name);
  const database = decoded(path.slice(1));
  const isPlain = host === authority && port === undefined;
  // `user@/dev` is no URL by itself.
  const place = authority === '' && host !== '' ? 'localhost' : authority;
  return {
    url: isPlain ? url : `${start}${place}${path}${asked.size === 0 ? '' : `?${asked.toString()}`}${rest}`,
    options: {
      ...((!isPlain || host.includes('[')) && hostsOf(host, port)),
      ...(database !== path.slice(1) && { database }),
    },
  };
}

/** The scheme with the user, the hosts, the path, the parameters and what follows. */
const PARTS = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?(.*)$/s;

function hostsOf(text: string, given: string | undefined): Address['options'] {
  const usual = given ?? process.env['PGPORT'] ?? 5432;
  // The host is the environment's, or the driver's usual one.
  if (text === '') return { port: Number(usual) };
  const hosts = text.split(',').map((one) => /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(one));
  const host = hosts.map((found) => found?.[1] ?? found?.[2] ?? '');
  const port = hosts.map((found) => Number(found?.[3] ?? usual));
  const [folder = ''] = host;
  return { host, port, ...(folder.startsWith('/') && { path: `${folder}/.s.PGSQL.${port[0]!}` }) };
}

/** A name without its `%20`; as it is, where that is none. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
