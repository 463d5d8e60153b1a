create temp table staged_segment (
  line bigint not null,
  external_id text not null,
  feature_id text not null,
  name text,
  class text not null,
  oneway smallint not null,
  foot boolean not null,
  car boolean not null,
  centre_line geometry(LineString, 4326) not null,
  source text not null,
  accuracy_m real not null,
  reality text not null,
  attributes jsonb not null
) on commit drop
