-- $1 place, $2 on entering, $3 on leaving, $4 dwell in seconds, $5 kinds of unit, $6 now. No row when there is no such place with an area.
insert into geofence (place_id, on_enter, on_leave, dwell_s, unit_kinds, since)
select id, $2, $3, $4, $5, $6 from place where id = $1 and GeometryType(shape) in ('POLYGON', 'MULTIPOLYGON')
on conflict (place_id) do update set
  on_enter = excluded.on_enter, on_leave = excluded.on_leave, dwell_s = excluded.dwell_s, unit_kinds = excluded.unit_kinds, since = excluded.since
returning place_id
