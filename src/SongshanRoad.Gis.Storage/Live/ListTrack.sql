-- $1 duty, $2 its start, $3 its end or null. The bounds let the planner skip the partitions of other days.
select fix_time, sequence, position, accuracy_m, speed_mps, heading_deg, battery_share
from fix
where duty_id = $1 and mark is null and fix_time >= $2 and ($3::timestamptz is null or fix_time <= $3)
order by fix_time, sequence
