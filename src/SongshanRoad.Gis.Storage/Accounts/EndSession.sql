-- $1 SHA-256 of the key
delete from session where key_hash = $1
