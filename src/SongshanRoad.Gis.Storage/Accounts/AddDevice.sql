-- $1 unit code, $2 SHA-256 of the token, $3 now, $4 datum, $5 night or null
insert into device (unit_id, token_hash, created_at, datum, night)
select id, $2, $3, $4, $5 from unit where code = $1 and active
