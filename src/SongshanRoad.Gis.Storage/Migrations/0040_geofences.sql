-- Geofences (电子围栏): places whose crossings by units on duty raise an alert.
create table geofence (
  place_id bigint primary key references place (id) on delete cascade,
  on_enter boolean not null,
  on_leave boolean not null,
  dwell_s integer not null default 0 check (dwell_s between 0 and 3600),
  unit_kinds text[] not null check (cardinality(unit_kinds) > 0
    and unit_kinds <@ array['patrolCar', 'volunteerTeam', 'patrolSquad', 'propertyGuard', 'communityPolice']),
  -- What happened before is no alert.
  since timestamptz not null,
  check (on_enter or on_leave)
);

alter table layer_version drop constraint layer_version_layer_check;
alter table layer_version add constraint layer_version_layer_check
  check (layer in ('places', 'streets', 'basemap', 'incidents', 'coverage', 'routes', 'geofences'));
insert into layer_version (layer) values ('geofences');

create trigger geofence_changed after insert or update or delete or truncate on geofence
  for each statement execute function raise_layer_version('geofences');
