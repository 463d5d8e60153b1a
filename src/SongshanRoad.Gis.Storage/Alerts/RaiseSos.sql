-- $1 unit code, $2 only night or null, $3 when it was called, $4 now, $5 door, $6 whether $3 is doubted, $7 longitude or null, $8 latitude,
-- $9 accuracy, $10 id of a new alert. The alert that holds the call; no row off duty. A call outside every duty of a unit that is on duty now
-- has a wrong clock: it counts as made now. A call belongs to the alert of its duty that was closed next after it, else to the open one,
-- else it raises one; a call after either side had closed rings anew. Up to five minutes before a closing it is not taken for dealt with, as
-- clocks are off by as much.
with told as (
  select duty.id as duty_id, duty.unit_id, $6 or not covers as time_doubted, case when covers then $3 else $4 end as called_at
  from duty
    join unit on unit.id = duty.unit_id
    cross join lateral (select duty.started_at <= $3 and (duty.ended_at is null or duty.ended_at >= $3) as covers) at_call
  where unit.code = $1 and ($2::date is null or duty.night = $2)
    and (covers or (duty.started_at <= $4 and (duty.ended_at is null or duty.ended_at >= $4)))
  order by covers desc, duty.started_at desc
  limit 1
), past as (
  update alert set occurred_at = least(alert.occurred_at, told.called_at), version = alert.version + 1
  from told
  where alert.id = (
    select id from alert closed
    where closed.duty_id = told.duty_id and closed.kind = 'sos' and closed.closed_at - interval '5 minutes' >= told.called_at
    order by closed.closed_at limit 1)
  returning alert.id
), raised as (
  insert into alert (id, kind, unit_id, duty_id, door, occurred_at, last_reported_at, received_at, time_doubted, position, position_at, accuracy_m)
  select $10::uuid, 'sos', told.unit_id, told.duty_id, $5, told.called_at, told.called_at, $4, told.time_doubted, place.position,
    case when place.position is not null then told.called_at end, case when place.position is not null then $9::real end
  from told, (select ST_SetSRID(ST_MakePoint($7::double precision, $8::double precision), 4326) as position) place
  where not exists (select from past)
  on conflict (duty_id) where kind = 'sos' and closed_at is null do update set
    last_reported_at = greatest(alert.last_reported_at, excluded.last_reported_at),
    position = case when excluded.position_at >= coalesce(alert.position_at, '-infinity') then excluded.position else alert.position end,
    accuracy_m = case when excluded.position_at >= coalesce(alert.position_at, '-infinity') then excluded.accuracy_m else alert.accuracy_m end,
    position_at = greatest(alert.position_at, excluded.position_at),
    -- A call after either side had closed begins anew; least passes over nulls.
    (occurred_at, received_at, time_doubted, door, accepted_at, accepted_by, unit_told_at, escalated_at, unit_closed_at, office_closed_at) = (
      select excluded.occurred_at, excluded.received_at, excluded.time_doubted, excluded.door, null::timestamptz, null::text, null::timestamptz,
        null::timestamptz, null::timestamptz, null::timestamptz
      where excluded.last_reported_at > least(alert.office_closed_at, alert.unit_closed_at)
      union all
      select least(alert.occurred_at, excluded.occurred_at), alert.received_at, alert.time_doubted, alert.door, alert.accepted_at, alert.accepted_by,
        alert.unit_told_at, alert.escalated_at, alert.unit_closed_at, alert.office_closed_at
      where (excluded.last_reported_at > least(alert.office_closed_at, alert.unit_closed_at)) is not true),
    version = alert.version + 1
  returning alert.id, alert.received_at = $4 as rings
), step as (
  insert into alert_step (alert_id, at, actor, action)
  select raised.id, $4, $1, 'raised' from raised where raised.rings
  union all
  select past.id, $4, $1, 'calledBefore' from past
)
select id from past union all select id from raised
