-- $1 new duty's id, $2 unit code, $3 night, $4 now. No row when the unit is on duty already, or there is no such unit.
insert into duty (id, unit_id, night, started_at)
select $1::uuid, unit.id, $3::date, $4::timestamptz from unit where unit.code = $2 and unit.active
on conflict do nothing
