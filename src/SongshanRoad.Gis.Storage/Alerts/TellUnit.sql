-- $1 alert, $2 now, $3 unit code. The unit's device confirmed that it shows the acceptance.
with told as (
  update alert set unit_told_at = $2, version = version + 1
  where id = $1 and accepted_at is not null and unit_told_at is null
  returning id
)
insert into alert_step (alert_id, at, actor, action)
select id, $2, $3, 'unitTold' from told
returning alert_id
