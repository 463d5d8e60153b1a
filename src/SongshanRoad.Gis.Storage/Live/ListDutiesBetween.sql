-- Arrays of one entry per question: $1 unit codes, $2 from, $3 to. Every duty of the unit that runs at some time between.
select distinct duty.id, unit.code, unit.kind, unit.call_sign, unit.community_code, duty.started_at, duty.ended_at, duty.night
from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as asked (unit_code, from_time, to_time)
  join unit on unit.code = asked.unit_code
  join duty on duty.unit_id = unit.id
where duty.started_at <= asked.to_time and (duty.ended_at is null or duty.ended_at >= asked.from_time)
