create temp table staged_community (
  line bigint not null,
  place_id bigint not null,
  name text,
  full_name text,
  codes jsonb not null
) on commit drop
