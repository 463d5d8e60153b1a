-- $1 alert, $2 account, $3 now, $4 owner it is taken over from, or null for nobody. No row when it is somebody else's, or closed.
with taken as (
  update alert set accepted_by = $2, accepted_at = coalesce(accepted_at, $3), version = version + 1
  where id = $1 and accepted_by is not distinct from $4 and closed_at is null
  returning id
)
insert into alert_step (alert_id, at, actor, action, note)
select id, $3, $2, case when $4::text is null then 'accepted' else 'handedOver' end, coalesce($4, '') from taken
returning alert_id
