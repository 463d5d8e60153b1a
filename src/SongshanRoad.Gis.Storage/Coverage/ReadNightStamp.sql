-- $1 night. Changes whenever a believed fix of the night is added or dropped.
select count(*), max(fix.received_at)
from duty join fix on fix.duty_id = duty.id
where duty.night = $1::date and fix.mark is null
  and fix.fix_time >= (select min(started_at) from duty where night = $1)
  and fix.fix_time <= (select max(coalesce(ended_at, 'infinity')) from duty where night = $1)
