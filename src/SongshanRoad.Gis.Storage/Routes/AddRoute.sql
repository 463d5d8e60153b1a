-- $1 id, $2 name, $3 unit code, $4 night, $5 account, $6 now; one entry per leg: $7 places or nulls, $8 names, $9 lines as WKB.
-- No row when there is no active unit of this code.
with added as (
  insert into route (id, name, unit_id, night, created_by, created_at)
  select $1::uuid, $2::text, unit.id, $4::date, $5::text, $6::timestamptz from unit where unit.code = $3::text and unit.active
  returning id)
insert into route_leg (route_id, ordinal, place_id, name, line)
select added.id, leg.ordinal - 1, leg.place_id, leg.name, ST_GeomFromWKB(leg.line, 4326)
from added, unnest($7::bigint[], $8::text[], $9::bytea[]) with ordinality as leg (place_id, name, line, ordinal)
