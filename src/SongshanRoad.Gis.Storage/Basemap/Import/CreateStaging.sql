create temp table staged_basemap_feature (
  line bigint not null,
  kind text not null,
  external_id text not null,
  name text,
  class text,
  shape geometry(Geometry, 4326) not null,
  source text not null,
  accuracy_m real not null,
  reality text not null,
  attributes jsonb not null
) on commit drop
