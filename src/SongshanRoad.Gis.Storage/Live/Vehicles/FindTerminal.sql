-- $1 number, $2 SHA-256 of a code
select unit.code, terminal.datum
from terminal
join terminal_code using (number)
join unit on unit.id = terminal.unit_id
where terminal.number = $1 and terminal_code.code_hash = $2 and unit.active
