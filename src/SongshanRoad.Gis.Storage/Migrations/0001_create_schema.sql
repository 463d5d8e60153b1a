-- The first schema. Variables: metricSrid = EPSG code of the deployment's metric CRS;
-- west, south, east, north = the area of use in WGS-84 degrees, outside of which nothing is stored.

create extension if not exists postgis;
create extension if not exists btree_gist;

create table deployment (
  only_row boolean primary key default true check (only_row),
  metric_srid integer not null,
  area_wgs84 geometry(Polygon, 4326) not null,
  time_zone text not null default 'Asia/Shanghai',
  night_start time not null default '18:00',
  night_end time not null default '06:00',
  created_at timestamptz not null default now()
);

insert into deployment (metric_srid, area_wgs84)
values ($metricSrid$, ST_MakeEnvelope($west$, $south$, $east$, $north$, 4326));

-- Counters that go up whenever a layer changes; they are part of tile addresses and ETags.
create table layer_version (
  layer text primary key check (layer in ('places', 'streets', 'basemap', 'incidents', 'coverage', 'routes')),
  version bigint not null default 1
);

insert into layer_version (layer)
values ('places'), ('streets'), ('basemap'), ('incidents'), ('coverage'), ('routes');

create function raise_layer_version() returns trigger language plpgsql as $body$
declare raised bigint;
begin
  update layer_version set version = version + 1 where layer = tg_argv[0] returning version into raised;
  perform pg_notify('layer_changed', tg_argv[0] || ':' || raised);
  return null;
end
$body$;

-- Places (重点部位) -------------------------------------------------------------------------------------------------

create table place (
  id bigint generated always as identity primary key,
  kind text not null check (kind in
    ('district', 'community', 'courtyard', 'alley', 'school', 'schoolPerimeter', 'venue', 'troubleArea')),
  external_id text not null check (external_id <> ''),
  name text not null,
  full_name text,
  shape geometry(Geometry, 4326) not null,
  shape_metric geometry(Geometry, $metricSrid$) generated always as (ST_Transform(shape, $metricSrid$)) stored,
  source text not null check (source <> ''),
  accuracy_m real not null check (accuracy_m > 0 and accuracy_m <= 100000),
  reality text not null check (reality in ('real', 'approximate', 'invented')),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  imported_at timestamptz not null default now(),
  unique (kind, external_id),
  constraint place_shape_valid check (ST_IsValid(shape) and not ST_IsEmpty(shape)),
  constraint place_in_area check (shape @ ST_MakeEnvelope($west$, $south$, $east$, $north$, 4326)),
  constraint place_shape_of_kind check (case kind
    when 'alley' then GeometryType(shape) in ('LINESTRING', 'MULTILINESTRING')
    when 'venue' then GeometryType(shape) in ('POINT', 'POLYGON', 'MULTIPOLYGON')
    when 'school' then GeometryType(shape) in ('POINT', 'POLYGON', 'MULTIPOLYGON')
    else GeometryType(shape) in ('POLYGON', 'MULTIPOLYGON') end)
);

create index place_shape on place using gist (shape);
create index place_shape_metric on place using gist (shape_metric);
create index place_kind_name on place (kind, name);

create table place_code (
  place_id bigint not null references place (id) on delete cascade,
  issuer text not null check (issuer <> ''),
  code text not null,
  valid_from date not null,
  valid_to date,
  primary key (issuer, code, valid_from),
  constraint place_code_time_order check (valid_to >= valid_from),
  constraint place_code_form check (case issuer
    when 'NBS' then code ~ '^[0-9]{9}([0-9]{3})?$'
    when 'police' then code ~ '^[0-9]{15}$'
    else code ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$' end),
  constraint place_code_once_at_a_time
    exclude using gist (issuer with =, code with =, daterange(valid_from, valid_to, '[]') with &&)
);

create index place_code_place on place_code (place_id);

create trigger place_changed after insert or update or delete or truncate on place
  for each statement execute function raise_layer_version('places');

-- Streets (路段) ----------------------------------------------------------------------------------------------------

create table street_segment (
  id bigint generated always as identity primary key,
  external_id text not null unique check (external_id <> ''),
  name text,
  class text not null check (class ~ '^[a-z][a-z_]{0,39}$'),
  oneway smallint not null default 0 check (oneway in (-1, 0, 1)),
  foot boolean not null default true,
  car boolean not null default true,
  centre_line geometry(LineString, 4326) not null,
  centre_line_metric geometry(LineString, $metricSrid$)
    generated always as (ST_Transform(centre_line, $metricSrid$)) stored,
  length_m double precision generated always as (ST_Length(ST_Transform(centre_line, $metricSrid$))) stored,
  source text not null check (source <> ''),
  accuracy_m real not null check (accuracy_m > 0 and accuracy_m <= 100000),
  reality text not null check (reality in ('real', 'approximate', 'invented')),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  imported_at timestamptz not null default now(),
  constraint street_segment_line_valid check (ST_IsValid(centre_line) and not ST_IsEmpty(centre_line)),
  constraint street_segment_in_area check (centre_line @ ST_MakeEnvelope($west$, $south$, $east$, $north$, 4326))
);

create index street_segment_line on street_segment using gist (centre_line);
create index street_segment_line_metric on street_segment using gist (centre_line_metric);

create trigger street_segment_changed after insert or update or delete or truncate on street_segment
  for each statement execute function raise_layer_version('streets');

-- What only the base map shows ------------------------------------------------------------------------------------------

create table basemap_feature (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('building', 'green', 'water', 'landmark')),
  external_id text not null check (external_id <> ''),
  name text,
  class text,
  shape geometry(Geometry, 4326) not null,
  source text not null check (source <> ''),
  accuracy_m real not null check (accuracy_m > 0 and accuracy_m <= 100000),
  reality text not null check (reality in ('real', 'approximate', 'invented')),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  unique (kind, external_id),
  constraint basemap_feature_shape_valid check (ST_IsValid(shape) and not ST_IsEmpty(shape)),
  constraint basemap_feature_in_area check (shape @ ST_MakeEnvelope($west$, $south$, $east$, $north$, 4326))
);

create index basemap_feature_shape on basemap_feature using gist (shape);

create trigger basemap_feature_changed after insert or update or delete or truncate on basemap_feature
  for each statement execute function raise_layer_version('basemap');

-- Incidents (警情/事件): places and times, never persons ---------------------------------------------------------------------

create table incident_category (
  code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  parent_code text references incident_category (code),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  sort integer not null default 0,
  active boolean not null default true,
  check (parent_code <> code)
);

create table incident (
  id bigint generated always as identity primary key,
  source text not null check (source <> ''),
  external_id text check (external_id <> ''),
  category_code text not null references incident_category (code),
  occurred_from timestamptz not null check (occurred_from >= '1990-01-01'),
  occurred_to timestamptz,
  reported_by text not null default 'call' check (reported_by in ('call', 'patrol')),
  progress text not null default 'closed' check (progress in ('open', 'inHand', 'closed')),
  position geometry(Point, 4326) not null,
  position_metric geometry(Point, $metricSrid$) generated always as (ST_Transform(position, $metricSrid$)) stored,
  accuracy_m real check (accuracy_m > 0 and accuracy_m <= 100000),
  synthetic boolean not null default false,
  recorded_at timestamptz not null default now(),
  unique (source, external_id),
  constraint incident_time_order check (occurred_to >= occurred_from),
  -- Ten minutes of grace for clocks that run fast.
  constraint incident_not_in_future check (occurred_from <= recorded_at + interval '10 minutes'),
  constraint incident_in_area check (position @ ST_MakeEnvelope($west$, $south$, $east$, $north$, 4326))
);

create index incident_position_metric on incident using gist (position_metric);
create index incident_occurred on incident using brin (occurred_from);
create index incident_category_occurred on incident (category_code, occurred_from);

create trigger incident_changed after insert or update or delete or truncate on incident
  for each statement execute function raise_layer_version('incidents');

-- Patrols ---------------------------------------------------------------------------------------------------------------

create table unit (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  kind text not null check (kind in ('patrolCar', 'volunteerTeam', 'patrolSquad', 'propertyGuard', 'communityPolice')),
  call_sign text not null unique check (call_sign <> ''),
  community_code text,
  active boolean not null default true
);

create table device (
  id integer generated always as identity primary key,
  unit_id integer not null references unit (id),
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  check (revoked_at >= created_at)
);

create table duty (
  id uuid primary key,
  unit_id integer not null references unit (id),
  night date not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint duty_time_order check (ended_at >= started_at),
  constraint duty_one_at_a_time exclude using gist (unit_id with =, tstzrange(started_at, ended_at) with &&)
);

create index duty_night on duty (night);

create table fix (
  unit_id integer not null,
  duty_id uuid not null,
  fix_time timestamptz not null,
  sequence bigint not null check (sequence >= 0),
  position geometry(Point, 4326) not null,
  accuracy_m real check (accuracy_m >= 0),
  speed_mps real check (speed_mps >= 0),
  heading_deg real check (heading_deg >= 0 and heading_deg < 360),
  battery_share real check (battery_share >= 0 and battery_share <= 1),
  -- Why the fix is kept raw but not believed; null = believed.
  mark text check (mark <> ''),
  received_at timestamptz not null default now(),
  unique (unit_id, fix_time, sequence)
) partition by range (fix_time);

create index fix_duty on fix (duty_id, fix_time, sequence);
create index fix_time_brin on fix using brin (fix_time);

-- Hotspots --------------------------------------------------------------------------------------------------------------

create table hotspot_run (
  id text primary key check (id ~ '^[0-9a-f]{16,64}$'),
  parameters jsonb not null,
  summary jsonb not null,
  incidents_version bigint not null,
  code_version text not null,
  origin_easting_m double precision not null,
  origin_northing_m double precision not null,
  cell_m double precision not null check (cell_m > 0),
  standing boolean not null default false,
  computed_at timestamptz not null
);

create table hotspot_cell (
  run_id text not null references hotspot_run (id) on delete cascade,
  grid_column integer not null,
  grid_row integer not null,
  incidents integer not null check (incidents >= 0),
  density_per_km2 double precision not null,
  z double precision not null,
  p double precision not null check (p between 0 and 1),
  q double precision not null check (q between 0 and 1),
  class smallint not null check (class between -3 and 3),
  primary key (run_id, grid_column, grid_row)
);

-- Routes ----------------------------------------------------------------------------------------------------------------

create table route (
  id uuid primary key,
  name text not null check (name <> ''),
  unit_id integer not null references unit (id),
  night date not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  published_at timestamptz check (published_at >= created_at)
);

create unique index route_one_published on route (unit_id, night) where published_at is not null;

create table route_leg (
  route_id uuid not null references route (id) on delete cascade,
  ordinal integer not null check (ordinal >= 0),
  place_id bigint references place (id),
  name text not null,
  line geometry(LineString, 4326) not null,
  line_metric geometry(LineString, $metricSrid$) generated always as (ST_Transform(line, $metricSrid$)) stored,
  length_m double precision generated always as (ST_Length(ST_Transform(line, $metricSrid$))) stored,
  primary key (route_id, ordinal),
  constraint route_leg_valid check (ST_IsValid(line) and not ST_IsEmpty(line)),
  constraint route_leg_in_area check (line @ ST_MakeEnvelope($west$, $south$, $east$, $north$, 4326))
);

create table invite (
  token_hash bytea primary key check (length(token_hash) = 32),
  route_id uuid not null references route (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check (expires_at > created_at)
);

create trigger route_changed after insert or update or delete or truncate on route
  for each statement execute function raise_layer_version('routes');

-- Accounts --------------------------------------------------------------------------------------------------------------

create table account (
  id integer generated always as identity primary key,
  name text not null check (length(name) between 2 and 40),
  role text not null check (role in ('admin', 'dispatcher', 'leader')),
  community_code text,
  password_hash text not null,
  created_at timestamptz not null default now(),
  failed_attempts integer not null default 0 check (failed_attempts >= 0),
  locked_until timestamptz,
  check (community_code is null or role = 'leader')
);

create unique index account_name on account (lower(name));

create table setup_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  used_at timestamptz
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);

create function refuse_change() returns trigger language plpgsql as $body$
begin
  raise exception 'rows of % can only be added', tg_table_name;
end
$body$;

create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();
