-- $1 ids or null for all, $2 unit code, whose calls for help alone are listed, or null, $3 night or null, $4 whether only those that are not closed, $5 how many at most. Newest first.
select alert.id, alert.kind, unit.code, unit.kind, unit.call_sign, alert.duty_id, alert.door, alert.occurred_at, alert.received_at,
  alert.time_doubted, alert.position, alert.accuracy_m, alert.escalated_at, alert.accepted_at, alert.accepted_by, alert.unit_told_at,
  alert.office_closed_at, alert.unit_closed_at, alert.version, alert.place_id, alert.place_name, alert.withdrawn_at, duty.night
from alert
  join unit on unit.id = alert.unit_id
  join duty on duty.id = alert.duty_id
where ($1::uuid[] is null or alert.id = any($1)) and ($2::text is null or unit.code = $2 and alert.kind = 'sos') and ($3::date is null or duty.night = $3)
  and (not $4 or alert.closed_at is null)
order by alert.received_at desc, alert.id
limit $5
