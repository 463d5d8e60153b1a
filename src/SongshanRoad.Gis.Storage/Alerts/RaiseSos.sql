-- $1 unit code, $2 only night or null, $3 when it was called, $4 now, $5 door, $6 whether $3 is doubted, $7 longitude or null, $8 latitude,
-- $9 accuracy, $10 id of a new alert. The alert that holds the call; no row off duty. A call belongs to the alert of its duty that was closed
-- next after it, else to the open one, else it raises one; a call after either side had closed opens that side again.
with told as (
  select duty.id as duty_id, duty.unit_id
  from duty join unit on unit.id = duty.unit_id
  where unit.code = $1 and duty.started_at <= $3 and (duty.ended_at is null or duty.ended_at >= $3) and ($2::date is null or duty.night = $2)
  order by duty.started_at desc
  limit 1
), past as (
  update alert set occurred_at = least(alert.occurred_at, $3), version = alert.version + 1
  from told
  where alert.id = (
    select id from alert closed
    where closed.duty_id = told.duty_id and closed.kind = 'sos' and closed.closed_at >= $3
    order by closed.closed_at limit 1)
  returning alert.id
), raised as (
  insert into alert (id, kind, unit_id, duty_id, door, occurred_at, last_reported_at, received_at, time_doubted, position, position_at, accuracy_m)
  select $10::uuid, 'sos', told.unit_id, told.duty_id, $5, $3, $3, $4, $6, place.position,
    case when place.position is not null then $3::timestamptz end, case when place.position is not null then $9::real end
  from told, (select ST_SetSRID(ST_MakePoint($7::double precision, $8::double precision), 4326) as position) place
  where not exists (select from past)
  on conflict (duty_id) where kind = 'sos' and closed_at is null do update set
    occurred_at = least(alert.occurred_at, excluded.occurred_at),
    last_reported_at = greatest(alert.last_reported_at, excluded.last_reported_at),
    position = case when excluded.position_at >= coalesce(alert.position_at, '-infinity') then excluded.position else alert.position end,
    accuracy_m = case when excluded.position_at >= coalesce(alert.position_at, '-infinity') then excluded.accuracy_m else alert.accuracy_m end,
    position_at = greatest(alert.position_at, excluded.position_at),
    unit_closed_at = case when excluded.last_reported_at <= alert.unit_closed_at then alert.unit_closed_at end,
    office_closed_at = case when excluded.last_reported_at <= alert.office_closed_at then alert.office_closed_at end,
    accepted_at = case when excluded.last_reported_at > alert.office_closed_at then null else alert.accepted_at end,
    accepted_by = case when excluded.last_reported_at > alert.office_closed_at then null else alert.accepted_by end,
    unit_told_at = case when excluded.last_reported_at > alert.office_closed_at then null else alert.unit_told_at end,
    escalated_at = case when excluded.last_reported_at > alert.office_closed_at then null else alert.escalated_at end,
    received_at = case when excluded.last_reported_at > alert.office_closed_at then excluded.received_at else alert.received_at end,
    version = alert.version + 1
  returning alert.id, alert.received_at = $4 as rings
), step as (
  insert into alert_step (alert_id, at, actor, action)
  select raised.id, $4, $1, 'raised' from raised where raised.rings
)
select id from past union all select id from raised
