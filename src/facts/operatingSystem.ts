import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { pick, type Weights } from './pick.js';

/** What a server runs on: releases with long support. */
export const OperatingSystem = {
  AmazonLinux2023: 'Amazon Linux 2023',
  Debian12: 'Debian 12',
  OracleLinux9: 'Oracle Linux 9',
  RedHatEnterpriseLinux9: 'Red Hat Enterprise Linux 9',
  RockyLinux9: 'Rocky Linux 9',
  SuseLinuxEnterpriseServer15: 'SUSE Linux Enterprise Server 15',
  Ubuntu2204: 'Ubuntu 22.04 LTS',
  Ubuntu2404: 'Ubuntu 24.04 LTS',
  WindowsServer2022: 'Windows Server 2022',
} as const;
export type OperatingSystem = (typeof OperatingSystem)[keyof typeof OperatingSystem];

/** The operating system of the server that a key stands for; a custom archetype may have any. */
export function operatingSystem(key: Key, archetype: string): OperatingSystem {
  return pick(key, Draw.OperatingSystem, WEIGHTS.get(archetype) ?? GENERIC);
}

/** In per cent; chosen by eye. */
const GENERIC: Weights<OperatingSystem> = {
  'Amazon Linux 2023': 15,
  'Debian 12': 12,
  'Oracle Linux 9': 3,
  'Red Hat Enterprise Linux 9': 17,
  'Rocky Linux 9': 8,
  'SUSE Linux Enterprise Server 15': 5,
  'Ubuntu 22.04 LTS': 12,
  'Ubuntu 24.04 LTS': 18,
  'Windows Server 2022': 10,
};

/**
 * What differs, chosen by eye: Oracle Linux is where databases are, these lean to the supported distributions, and
 * Windows serves databases and applications.
 */
const WEIGHTS: ReadonlyMap<string, Weights<OperatingSystem>> = new Map([
  ['web', { ...GENERIC, 'Oracle Linux 9': 0, 'SUSE Linux Enterprise Server 15': 0, 'Windows Server 2022': 0 }],
  ['database', { ...GENERIC, 'Oracle Linux 9': 15, 'Red Hat Enterprise Linux 9': 25, 'Windows Server 2022': 15 }],
  ['application', { ...GENERIC, 'Oracle Linux 9': 0, 'Windows Server 2022': 15 }],
  ['batch', { ...GENERIC, 'Oracle Linux 9': 0, 'Windows Server 2022': 0 }],
]);
