import process from 'node:process';
import { decoded } from '../decoded.js';

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
  /** Whether the driver verifies the server's certificate. */
  readonly isVerified: boolean;
}

/**
 * The address of a URL where libpq reads more in it than the driver does: IPv6 addresses, whose first colon that takes
 * for the one before the port; the folder of a Unix socket, `postgres://%2Ftmp/dev` or `postgres:///dev?host=/tmp`; and
 * names with `%20` and the like. What it holds for other clients is left out, which the driver would hand to the server,
 * and Prisma's `schema` becomes the search path.
 */
export function addressOf(url: string): Address {
  const [, start = '', authority = '', path = '', query = '', rest = ''] = PARTS.exec(url) ?? [];
  const asked = new URLSearchParams(query);
  const [host = decoded(authority), port] = [asked.get('host') ?? undefined, asked.get('port') ?? undefined];
  const schema = asked.get('schema');
  const mode = asked.get('sslmode') ?? asked.get('ssl') ?? process.env['PGSSL'] ?? '';
  for (const name of Array.from(asked.keys())) if (NOT_THE_SERVERS.test(name)) asked.delete(name);
  if (schema !== null) asked.set('search_path', `"${schema.replaceAll('"', '""')}"`);
  const database = decoded(path.slice(1));
  const isPlain = host === authority && port === undefined;
  // `user@/dev` is no URL by itself.
  const place = authority === '' && host !== '' ? 'localhost' : authority;
  return {
    url: start === '' ? url : `${start}${place}${path}${asked.size === 0 ? '' : `?${asked.toString()}`}${rest}`,
    options: {
      ...((!isPlain || host.includes('[')) && hostsOf(host, port)),
      ...(database !== path.slice(1) && { database }),
    },
    isVerified: asked.get('sslrootcert') === 'system' || !UNVERIFIED.includes(mode),
  };
}

/** Modes of TLS in which the driver takes any certificate, or asks for none. */
const UNVERIFIED = ['', 'disable', 'false', 'allow', 'prefer', 'require'];

/**
 * Parameters that tell a client how to connect: libpq, which the driver does not know all of; and the pools of Prisma. And
 * the encoding, since what is sent is always UTF-8.
 */
const NOT_THE_SERVERS = new RegExp(
  '^(?:host|port|channel_binding|gssencmode|keepalives\\w*|client_encoding' +
    '|schema|connection_limit|pool_timeout|socket_timeout|pgbouncer|statement_cache_size)$',
);

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
