-- $1 unit code, $2 now, $3 door, $4 reason, $5 content, $6 night or null. Off duty nothing is kept. Of a unit the newest hundred stay: a device
-- that sends nonsense all night must not fill the disk.
with running as (
  select unit.id
  from unit join duty on duty.unit_id = unit.id
  where unit.code = $1 and duty.started_at <= $2 and duty.ended_at is null and ($6::date is null or duty.night = $6)
), added as (
  insert into quarantine (unit_id, received_at, door, reason, content)
  select id, $2, $3, $4, $5 from running
)
delete from quarantine
where id in (
  select quarantine.id from quarantine join running on running.id = quarantine.unit_id
  order by quarantine.id desc offset 99)
