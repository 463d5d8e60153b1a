-- $1 unit code, $2 night, $3 how many at most. The fixes of one unit that are not believed, the latest first.
select fix.fix_time, fix.received_at, ST_X(fix.position), ST_Y(fix.position), fix.accuracy_m, fix.mark
from duty
  join unit on unit.id = duty.unit_id
  join fix on fix.duty_id = duty.id
where unit.code = $1 and duty.night = $2::date and fix.mark is not null
  and fix.fix_time >= duty.started_at and fix.fix_time <= coalesce(duty.ended_at, 'infinity')
order by fix.fix_time desc, fix.sequence desc
limit $3
