create temp table staged_incident (
  line bigint not null,
  source text not null,
  external_id text not null,
  category_code text not null,
  occurred_from timestamptz not null,
  occurred_to timestamptz,
  reported_by text not null,
  progress text,
  lon_deg double precision not null,
  lat_deg double precision not null,
  accuracy_m real,
  synthetic boolean not null
) on commit drop
