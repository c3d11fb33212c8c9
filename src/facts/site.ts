import type { Region } from './region.js';

/** What is fixed by the region in which a server stands. */
export interface Site {
  /** IATA code of the nearest large airport, in lower case, as operators name their sites in host names. */
  readonly airport: string;
  /** IANA time zone. */
  readonly timeZone: string;
  /** Letters of the availability zones. */
  readonly zones: string;
  /** Second octet of the first of the region's private networks 10.x.0.0/16, one for each environment. */
  readonly network: number;
}

/**
 * The site of each region. Zone letters are those that accounts are given (at us-west-1, two of the three); the
 * networks are a plan of our own, with room for ten in each region.
 */
export const SITES: Readonly<Record<Region, Site>> = {
  'us-east-1': { airport: 'iad', timeZone: 'America/New_York', zones: 'abcdef', network: 10 },
  'us-east-2': { airport: 'cmh', timeZone: 'America/New_York', zones: 'abc', network: 20 },
  'us-west-1': { airport: 'sfo', timeZone: 'America/Los_Angeles', zones: 'abc', network: 30 },
  'us-west-2': { airport: 'pdx', timeZone: 'America/Los_Angeles', zones: 'abcd', network: 40 },
  'ca-central-1': { airport: 'yul', timeZone: 'America/Toronto', zones: 'abd', network: 50 },
  'sa-east-1': { airport: 'gru', timeZone: 'America/Sao_Paulo', zones: 'abc', network: 60 },
  'eu-west-1': { airport: 'dub', timeZone: 'Europe/Dublin', zones: 'abc', network: 70 },
  'eu-west-2': { airport: 'lhr', timeZone: 'Europe/London', zones: 'abc', network: 80 },
  'eu-west-3': { airport: 'cdg', timeZone: 'Europe/Paris', zones: 'abc', network: 90 },
  'eu-central-1': { airport: 'fra', timeZone: 'Europe/Berlin', zones: 'abc', network: 100 },
  'eu-north-1': { airport: 'arn', timeZone: 'Europe/Stockholm', zones: 'abc', network: 110 },
  'ap-south-1': { airport: 'bom', timeZone: 'Asia/Kolkata', zones: 'abc', network: 120 },
  'ap-southeast-1': { airport: 'sin', timeZone: 'Asia/Singapore', zones: 'abc', network: 130 },
  'ap-southeast-2': { airport: 'syd', timeZone: 'Australia/Sydney', zones: 'abc', network: 140 },
  'ap-northeast-1': { airport: 'nrt', timeZone: 'Asia/Tokyo', zones: 'acd', network: 150 },
  'ap-northeast-2': { airport: 'icn', timeZone: 'Asia/Seoul', zones: 'abcd', network: 160 },
  'ap-northeast-3': { airport: 'kix', timeZone: 'Asia/Tokyo', zones: 'abc', network: 170 },
};
