-- $1 unit code, $2 night, $3 now. Ends the duty that was never ended in a night before this one.
update duty set ended_at = $3
from unit
where unit.id = duty.unit_id and unit.code = $1 and duty.ended_at is null and duty.night < $2
returning duty.id
