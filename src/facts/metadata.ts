import type { Key } from '../num/random.js';
import { businessUnit, type BusinessUnit } from './businessUnit.js';
import { criticality, type Criticality } from './criticality.js';
import { environment, type Environment } from './environment.js';
import { hardware, type Hardware } from './hardware.js';
import { hostname } from './hostname.js';
import { ipAddress } from './ipAddress.js';
import { operatingSystem, type OperatingSystem } from './operatingSystem.js';
import { region, type Region } from './region.js';
import { SITES } from './site.js';
import { zone } from './zone.js';

/** What is known of a server, as an inventory would list it: one coherent, plain record that survives JSON. */
export interface ServerMetadata extends Hardware {
  /** The server's id, as given. */
  readonly serverId: string;
  /** Fully qualified host name of the id, the region's airport and the environment: `web-7f3a.fra.prod.example`. */
  readonly hostname: string;
  /**
   * Private IPv4 address in 10.0.0.0/8, in a network of the region, the environment and the zone. It follows from the
   * server alone: of a fleet of thousands, a few servers have the address of another.
   */
  readonly ipAddress: string;
  /** Name of the archetype, as given. */
  readonly archetype: string;
  /** Stage of delivery: one of {@link Environment}. */
  readonly environment: Environment;
  /** Cloud region: one of {@link Region}. */
  readonly region: Region;
  /** Availability zone in the region: its code and a letter, `eu-central-1a`. */
  readonly zone: string;
  /** IANA time zone of the region. */
  readonly timeZone: string;
  /** Part of the organisation it works for: one of {@link BusinessUnit}. */
  readonly businessUnit: BusinessUnit;
  /** One of {@link Criticality}; `mission-critical` in production only. */
  readonly criticality: Criticality;
  /** Name and version: one of {@link OperatingSystem}. */
  readonly operatingSystem: OperatingSystem;
}

/** The metadata of the server that a key stands for, under the name and archetype that it has. */
export function metadata(key: Key, { id, archetype }: { id: string; archetype: string }): ServerMetadata {
  return {
    serverId: id,
    hostname: hostname(key, id),
    ipAddress: ipAddress(key),
    archetype,
    environment: environment(key),
    region: region(key),
    zone: zone(key),
    timeZone: SITES[region(key)].timeZone,
    businessUnit: businessUnit(key),
    criticality: criticality(key),
    operatingSystem: operatingSystem(key, archetype),
    ...hardware(key, archetype),
  };
}
