-- $1 received up to, $2 now. Those that nobody had accepted and that were not passed on yet.
with late as (
  update alert set escalated_at = $2, version = version + 1
  where kind = 'sos' and closed_at is null and accepted_at is null and escalated_at is null and received_at <= $1
  returning id
)
insert into alert_step (alert_id, at, actor, action)
select id, $2, 'system', 'escalated' from late
returning alert_id
