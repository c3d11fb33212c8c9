-- The inventory and a year of it. Runs on any PostgreSQL, in one transaction with the rows that follow:
--   psql --single-transaction -f demo/schema.sql
-- Sizes are in GB, speeds in Gbit/s; cpu, memory and network are the day's P95 in % of capacity, disk_io in MB/s.

drop table if exists server_metrics, servers;

create table servers (
  server_id        text primary key,
  hostname         text not null unique,
  ip_address       inet not null,
  archetype        text not null,
  environment      text not null,
  region           text not null,
  zone             text not null,
  time_zone        text not null,
  business_unit    text not null,
  criticality      text not null,
  operating_system text not null,
  cpu_cores        integer not null check (cpu_cores > 0),
  memory_gb        integer not null check (memory_gb > 0),
  disk_gb          integer not null check (disk_gb > 0),
  disk_type        text not null,
  network_gbps     numeric not null check (network_gbps > 0)
);

create table server_metrics (
  server_id text not null references servers,
  -- In the server's own time zone.
  day       date not null,
  cpu       numeric(5, 2) not null check (cpu between 0 and 100),
  memory    numeric(5, 2) not null check (memory between 0 and 100),
  disk_io   numeric(9, 2) not null check (disk_io >= 0),
  network   numeric(5, 2) not null check (network between 0 and 100),
  primary key (server_id, day)
);

create index server_metrics_day on server_metrics (day);
