-- $1 number, $2 SHA-256 of a code, $3 now
update terminal_code set used_at = $3
from terminal join unit on unit.id = terminal.unit_id
where terminal_code.number = $1 and terminal_code.code_hash = $2 and terminal.number = $1 and unit.active
returning unit.code, terminal.datum
