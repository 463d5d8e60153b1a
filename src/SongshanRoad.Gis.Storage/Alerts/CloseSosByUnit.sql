-- $1 unit code, $2 only night or null, $3 now. The alert that was closed for the unit; no row when it has no open one.
with closed as (
  update alert set unit_closed_at = $3, version = version + 1
  from unit, duty
  where unit.id = alert.unit_id and unit.code = $1 and duty.id = alert.duty_id and ($2::date is null or duty.night = $2)
    and alert.kind = 'sos' and alert.unit_closed_at is null
  returning alert.id
)
insert into alert_step (alert_id, at, actor, action)
select id, $3, $1, 'closedByUnit' from closed
returning alert_id
