/**
 * Which draw of a server's key decides which fact. One key is one server: each fact has a draw of its own, so a fact
 * read alone is the same as in the record of all of them, and no two move together.
 */
export const Draw = {
  ServerId: 0,
  Type: 1,
  Environment: 2,
  Region: 3,
  Zone: 4,
  BusinessUnit: 5,
  Criticality: 6,
  OperatingSystem: 7,
  CpuCores: 8,
  MemoryPerCore: 9,
  DiskSize: 10,
  DiskType: 11,
  Network: 12,
  Subnet: 13,
  Host: 14,
} as const;
