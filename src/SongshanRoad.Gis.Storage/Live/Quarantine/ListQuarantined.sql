-- $1 how many at most, newest first
select unit.code, quarantine.received_at, quarantine.door, quarantine.reason, quarantine.content
from quarantine join unit on unit.id = quarantine.unit_id
order by quarantine.id desc
limit $1
