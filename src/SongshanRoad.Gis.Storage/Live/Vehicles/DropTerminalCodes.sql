-- $1 number
delete from terminal_code where number = $1
