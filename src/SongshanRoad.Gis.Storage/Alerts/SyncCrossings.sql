-- $1 duty, $2 now, $3 fences that were looked at; arrays of one entry per crossing: $4 kinds, $5 places, $6 times. Raises what is not there yet
-- and withdraws what is there and did not happen; an alert that the fence of now would not raise stays.
with crossed as (
  select kind, place_id, occurred_at from unnest($4::text[], $5::bigint[], $6::timestamptz[]) as c (kind, place_id, occurred_at)
), raised as (
  insert into alert (id, kind, unit_id, duty_id, place_id, place_name, door, occurred_at, last_reported_at, received_at, time_doubted)
  select gen_random_uuid(), crossed.kind, duty.unit_id, duty.id, place.id, place.name, 'fence', crossed.occurred_at, crossed.occurred_at, $2, false
  from crossed
    join place on place.id = crossed.place_id
    join duty on duty.id = $1
  on conflict (duty_id, kind, place_id, occurred_at) where kind <> 'sos' and withdrawn_at is null do nothing
  returning id
), withdrawn as (
  update alert set withdrawn_at = $2, version = version + 1
  where duty_id = $1 and kind <> 'sos' and withdrawn_at is null and place_id = any($3)
    and exists (
      select from geofence fence
      where fence.place_id = alert.place_id and alert.occurred_at >= fence.since
        and case alert.kind when 'fenceEntered' then fence.on_enter else fence.on_leave end)
    and not exists (
      select from crossed
      where crossed.kind = alert.kind and crossed.place_id = alert.place_id and crossed.occurred_at = alert.occurred_at)
  returning id
)
insert into alert_step (alert_id, at, actor, action)
select id, $2, 'system', 'raised' from raised
union all
select id, $2, 'system', 'withdrawn' from withdrawn
returning alert_id
