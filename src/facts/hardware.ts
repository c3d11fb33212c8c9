import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { oneOf } from './pick.js';

/** What the disks of a server are: flash on PCIe, flash, or spinning. */
export const DiskType = { Nvme: 'nvme', Ssd: 'ssd', Hdd: 'hdd' } as const;
export type DiskType = (typeof DiskType)[keyof typeof DiskType];

/**
 * What all disks of a server together move at the most, in MB/s: a device on 4 lanes of PCIe 4.0, 4 on SATA of 550 each,
 * and 4 platters of 250 each.
 */
export const DISK_CEILING: Readonly<Record<DiskType, number>> = { nvme: 8000, ssd: 2200, hdd: 1000 };

/** The machine under a server. Ranges are those of all archetypes together, and every size is one that is sold. */
export interface Hardware {
  /** Logical processors, a power of two, 2 to 128. */
  readonly cpuCores: number;
  /** Memory in GB, a power of two, 4 to 1024: from 2 GB (web, batch) to 16 GB (database) for each core. */
  readonly memoryGb: number;
  /** Capacity of all disks together in GB, a power of two, 32 to 16384, and no less than the memory. */
  readonly diskGb: number;
  readonly diskType: DiskType;
  /** Capacity of the network interface in Gbit/s: an Ethernet speed, 1, 10, 25 or 100. */
  readonly networkGbps: number;
}

/** The hardware of the server that a key stands for: of its archetype, and of the generic range for a custom one. */
export function hardware(key: Key, archetype: string): Hardware {
  const sizes = SIZES.get(archetype) ?? GENERIC;
  const cpuCores = oneOf(key, Draw.CpuCores, sizes.cpuCores);
  const memoryGb = cpuCores * oneOf(key, Draw.MemoryPerCore, sizes.memoryGbPerCore);
  return {
    cpuCores,
    memoryGb,
    diskGb: Math.max(memoryGb, oneOf(key, Draw.DiskSize, sizes.diskGb)),
    diskType: oneOf(key, Draw.DiskType, sizes.diskType),
    networkGbps: oneOf(key, Draw.Network, sizes.networkGbps),
  };
}

/** The sizes that an archetype comes in, each equally often. */
interface Sizes {
  readonly cpuCores: readonly number[];
  /** 2, 4, 8 and 16: as in the compute-, general-, memory- and extra-memory families of EC2 (C, M, R, X). */
  readonly memoryGbPerCore: readonly number[];
  readonly diskGb: readonly number[];
  readonly diskType: readonly DiskType[];
  readonly networkGbps: readonly number[];
}

const { Nvme, Ssd, Hdd } = DiskType;

// All sizes are chosen by eye.
const GENERIC: Sizes = {
  cpuCores: [2, 4, 8, 16, 32],
  memoryGbPerCore: [2, 4, 8],
  diskGb: [64, 128, 256, 512, 1024, 2048],
  diskType: [Nvme, Ssd, Hdd],
  networkGbps: [1, 10, 25],
};

const SIZES: ReadonlyMap<string, Sizes> = new Map([
  [
    'web',
    {
      cpuCores: [2, 4, 8],
      memoryGbPerCore: [2, 4],
      diskGb: [32, 64, 128],
      diskType: [Nvme, Ssd],
      networkGbps: [1, 10],
    },
  ],
  [
    'database',
    {
      cpuCores: [8, 16, 32, 64],
      memoryGbPerCore: [8, 16],
      diskGb: [1024, 2048, 4096, 8192, 16384],
      diskType: [Nvme, Ssd],
      networkGbps: [10, 25],
    },
  ],
  [
    'application',
    {
      cpuCores: [4, 8, 16],
      memoryGbPerCore: [4, 8],
      diskGb: [64, 128, 256, 512],
      diskType: [Nvme, Ssd],
      networkGbps: [1, 10, 25],
    },
  ],
  [
    'batch',
    {
      cpuCores: [16, 32, 64, 128],
      memoryGbPerCore: [2, 4],
      diskGb: [512, 1024, 2048, 4096],
      diskType: [Nvme, Ssd, Hdd],
      networkGbps: [10, 25, 100],
    },
  ],
]);
