-- $1 account, $2 failures that lock, $3 locked until
update account
set failed_attempts = failed_attempts + 1,
    locked_until = case when failed_attempts + 1 >= $2 then $3::timestamptz else locked_until end
where id = $1
