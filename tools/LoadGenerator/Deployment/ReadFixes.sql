select unit.code, (extract(epoch from fix_time) * 1000)::bigint, mark is not null
from fix
  join unit on unit.id = fix.unit_id
where starts_with(unit.code, $1)
