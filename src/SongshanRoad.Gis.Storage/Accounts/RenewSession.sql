-- $1 SHA-256 of the key, $2 ticket, $3 when it expires. A session that was ended meanwhile stays ended.
update session set ticket = $2, expires_at = $3 where key_hash = $1
