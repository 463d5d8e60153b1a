create temp table staged_place (
  line bigint not null,
  kind text not null,
  external_id text not null,
  name text not null,
  full_name text,
  shape geometry(Geometry, 4326) not null,
  source text not null,
  accuracy_m real not null,
  reality text not null,
  attributes jsonb not null,
  codes jsonb not null
) on commit drop
