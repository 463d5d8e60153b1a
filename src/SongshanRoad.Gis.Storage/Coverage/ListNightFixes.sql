-- $1 night, $2 unit code or null for all. The believed fixes of the night's duties by duty and time. The bounds let the planner
-- skip the partitions of other days.
select fix.duty_id, fix.fix_time, fix.sequence, ST_X(fix.position), ST_Y(fix.position), fix.received_at
from duty
  join unit on unit.id = duty.unit_id
  join fix on fix.duty_id = duty.id
where duty.night = $1::date and ($2::text is null or unit.code = $2) and fix.mark is null
  and fix.fix_time >= (select min(started_at) from duty where night = $1)
  and fix.fix_time <= (select max(coalesce(ended_at, 'infinity')) from duty where night = $1)
order by fix.duty_id, fix.fix_time, fix.sequence
