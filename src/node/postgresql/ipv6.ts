/**
 * Hosts and ports of a URL that names an IPv6 address, `postgres://user@[::1]:5432/dev`: the driver takes the first
 * colon of an address for that before the port, unless it is given them apart.
 *
 * @returns Undefined where all addresses are names or of IPv4.
 */
export function hostsWithIpv6(url: string): { readonly host: string[]; readonly port: number[] } | undefined {
  const [, authority = ''] = /^\w+:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url) ?? [];
  if (!authority.includes('[')) return undefined;
  const hosts = authority.split(',').map((one) => /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(one));
  return {
    host: hosts.map((found) => found?.[1] ?? found?.[2] ?? ''),
    port: hosts.map((found) => Number(found?.[3] ?? 5432)),
  };
}
