-- $1 how many per duty. The latest believed fixes of every running duty.
select unit.code, duty.id, latest.fix_time, latest.sequence, latest.position, latest.accuracy_m, latest.speed_mps,
  latest.heading_deg, latest.battery_share
from duty
  join unit on unit.id = duty.unit_id
  cross join lateral (
    select * from fix
    where fix.duty_id = duty.id and mark is null and fix_time >= duty.started_at
    order by fix_time desc, sequence desc
    limit $1::integer) latest
where duty.ended_at is null
