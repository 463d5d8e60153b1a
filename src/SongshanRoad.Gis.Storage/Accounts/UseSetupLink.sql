-- $1 SHA-256 of the token, $2 now
update setup_link set used_at = $2
where token_hash = $1 and used_at is null and not exists (select from account)
