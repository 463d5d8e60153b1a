-- $1 SHA-256 of the key, $2 now
select ticket from session where key_hash = $1 and expires_at > $2
