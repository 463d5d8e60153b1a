-- $1 number, $2 unit code
delete from terminal using unit
where terminal.number = $1 and unit.id = terminal.unit_id and unit.code = $2
