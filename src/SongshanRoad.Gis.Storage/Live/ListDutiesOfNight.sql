-- $1 night
select duty.id, unit.code, unit.kind, unit.call_sign, unit.community_code, duty.started_at, duty.ended_at, duty.night
from duty join unit on unit.id = duty.unit_id
where duty.night = $1
order by duty.started_at, unit.code
