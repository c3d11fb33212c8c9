/**
 * The core: `withServer`, and the names of what it gives. It imports no value of faker.
 *
 * @module index
 */
export type { Block, BlockServer, Columns } from './block.js';
export type { Blocks } from './blocks.js';
export type { CorrelationOptions, RecordStream, ServerBuilder } from './serverBuilder.js';
export { type ChunkOptions, type ChunkRow, chunks, type ParameterLimit, type RowNames } from './chunks.js';
export type { Duration } from './duration.js';
export { type Remedy, ServerError } from './errors.js';
export type { AskedAndRealised, Explanation } from './explain.js';
export { BusinessUnit } from './facts/businessUnit.js';
export { Criticality } from './facts/criticality.js';
export { Environment } from './facts/environment.js';
export { DiskType, type Hardware } from './facts/hardware.js';
export type { ServerMetadata } from './facts/metadata.js';
export { OperatingSystem } from './facts/operatingSystem.js';
export { Region } from './facts/region.js';
export { ServerType } from './facts/type.js';
export { type FakerLike, withServer } from './faker.js';
export type { Estimate } from './fit/estimate.js';
export type { FitOptions } from './fit/fitOptions.js';
export { type FitData, fitProfile } from './fit/fitProfile.js';
export type { DataReport, Fit, FitFigures, FitReport, MetricReport } from './fit/fitReport.js';
export type { FitUnits, RateUnit, ShareUnit } from './fit/unit.js';
export type { ColumnLike } from './fit/valuesOf.js';
export type { Fleet, FleetOptions } from './fleet.js';
export { fromJSON } from './fromJson.js';
export type { DateInput } from './instant.js';
export type { BuilderJson } from './json.js';
export type { JobOptions, Servers } from './job.js';
export type { CivilDate } from './model/civil.js';
export type { Holidays } from './model/holidays.js';
export { Archetype, profiles } from './profiles/archetypes.js';
export type { DynamicsPreset } from './profiles/dynamics.js';
export {
  type Correlation,
  type Dynamics,
  type Metric,
  METRICS,
  type MetricProfile,
  type PartialProfile,
  type PartOf,
  type PeakHours,
  type Profile,
  type ProfileInput,
} from './profiles/profile.js';
export type { RangeOptions } from './range.js';
export type { RecordIdentity, ServerRecord } from './records.js';
export type { ServerModule } from './serverModule.js';
export type { Shard } from './shard.js';
export { type Statistic, STATISTICS } from './spec.js';
