-- $1 received before, $2 now. Crossings that nobody has looked at in a night are over.
with old as (
  update alert set accepted_at = $2, accepted_by = 'system', office_closed_at = $2, version = version + 1
  where kind <> 'sos' and closed_at is null and received_at < $1
  returning id
)
insert into alert_step (alert_id, at, actor, action)
select id, $2, 'system', 'closedByOffice' from old
returning alert_id
