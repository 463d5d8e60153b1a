-- $1 unit code, $2 SHA-256 of the token, $3 now
insert into device (unit_id, token_hash, created_at)
select id, $2, $3 from unit where code = $1
