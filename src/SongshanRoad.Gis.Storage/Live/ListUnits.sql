select unit.code, unit.kind, unit.call_sign, unit.community_code, duty.id
from unit left join duty on duty.unit_id = unit.id and duty.ended_at is null
where unit.active
order by unit.kind, unit.call_sign
