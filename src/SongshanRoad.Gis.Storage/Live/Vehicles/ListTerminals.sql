-- $1 unit code
select terminal.number, terminal.datum
from terminal join unit on unit.id = terminal.unit_id
where unit.code = $1
order by terminal.number
