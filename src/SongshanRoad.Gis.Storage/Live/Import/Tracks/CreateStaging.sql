create temp table staged_fix (
  line bigint not null,
  duty_id uuid not null,
  unit_code text not null,
  night date not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  fix_time timestamptz not null,
  lon_deg double precision not null,
  lat_deg double precision not null,
  speed_mps real,
  heading_deg real
) on commit drop
