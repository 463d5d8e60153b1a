-- Runs that somebody cites stay, with all they were computed from, so that they can be computed again when incidents, places and streets
-- have long changed. The inputs are places and times, no more; deleting the citation deletes them.
create table hotspot_citation (
  run_id text primary key references hotspot_run (id),
  cited_by text not null check (cited_by <> ''),
  cited_at timestamptz not null,
  note text not null check (length(note) <= 200),
  outline_metric geometry(Geometry, $metricSrid$) not null,
  easting_m double precision[] not null,
  northing_m double precision[] not null,
  -- Local times by the office's clock; empty where every hour counts.
  occurred_from timestamp[] not null,
  occurred_to timestamp[] not null,
  check (cardinality(northing_m) = cardinality(easting_m)),
  check (cardinality(occurred_from) in (0, cardinality(easting_m)) and cardinality(occurred_to) = cardinality(occurred_from))
);

create table hotspot_citation_street (
  run_id text not null references hotspot_citation (run_id) on delete cascade,
  ordinal integer not null,
  alley_id bigint,
  name text,
  class text not null,
  line_metric geometry(LineString, $metricSrid$) not null,
  primary key (run_id, ordinal)
);
