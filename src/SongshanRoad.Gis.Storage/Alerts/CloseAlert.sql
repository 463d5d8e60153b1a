-- $1 alert, $2 account, $3 now, $4 note, $5 whether for the unit too, $6 when the call came that is closed, to the millisecond, or null for whichever. No row when there is nothing left to close, or nobody accepted an
-- SOS; whoever closes another kind owns it.
with before as (
  select id, office_closed_at, unit_closed_at from alert
  where id = $1 and withdrawn_at is null and ($6::timestamptz is null or date_trunc('milliseconds', received_at) = $6) and (kind <> 'sos' or accepted_at is not null) and (office_closed_at is null or $5 and unit_closed_at is null)
  for update
), closed as (
  update alert set office_closed_at = coalesce(alert.office_closed_at, $3),
    accepted_at = coalesce(alert.accepted_at, $3), accepted_by = coalesce(alert.accepted_by, $2),
    unit_closed_at = case when $5 then coalesce(alert.unit_closed_at, $3) else alert.unit_closed_at end, version = version + 1
  from before
  where alert.id = before.id
  returning alert.id
)
insert into alert_step (alert_id, at, actor, action, note)
select closed.id, $3, $2, action, $4
from closed join before on before.id = closed.id,
  lateral (values ('closedByOffice', before.office_closed_at is null), ('closedForUnit', $5 and before.unit_closed_at is null)) as done (action, holds)
where done.holds
returning alert_id
