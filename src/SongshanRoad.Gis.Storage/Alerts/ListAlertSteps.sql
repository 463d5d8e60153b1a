-- $1 alert
select at, actor, action, note from alert_step where alert_id = $1 order by id
