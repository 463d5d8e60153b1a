-- $1 night. How many fixes of the night's duties are not believed, by unit and reason, and the latest of each.
select unit.code, unit.call_sign, fix.mark, count(*)::integer, max(fix.fix_time)
from duty
  join unit on unit.id = duty.unit_id
  join fix on fix.duty_id = duty.id
where duty.night = $1::date and fix.mark is not null
  and fix.fix_time >= (select min(started_at) from duty where night = $1)
  and fix.fix_time <= (select max(coalesce(ended_at, 'infinity')) from duty where night = $1)
group by unit.code, unit.call_sign, fix.mark
order by unit.code, fix.mark
