-- $1 hash of the token, $2 now
select route_id, expires_at from invite where token_hash = $1 and expires_at > $2
