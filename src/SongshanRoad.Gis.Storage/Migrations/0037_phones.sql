-- What the degrees of a device refer to, declared when it is enrolled, and for which night alone it may send; null = for every one.
alter table device
  add column datum text not null default 'wgs84' check (datum in ('wgs84', 'gcj02', 'bd09')),
  add column night date;

-- What a device sent on duty that is no position: kept as it came, so that the office can see why a unit is not on the map.
create table quarantine (
  id bigint generated always as identity primary key,
  unit_id integer not null references unit (id),
  received_at timestamptz not null,
  door text not null check (door <> ''),
  reason text not null check (reason <> ''),
  content bytea not null check (length(content) <= 4096)
);

create index quarantine_unit on quarantine (unit_id, id);
