-- $1 unit code, $2 now
update duty set ended_at = greatest($2, duty.started_at)
from unit
where unit.id = duty.unit_id and unit.code = $1 and duty.ended_at is null
returning duty.id, unit.code, unit.kind, unit.call_sign, unit.community_code, duty.started_at, duty.ended_at, duty.night
