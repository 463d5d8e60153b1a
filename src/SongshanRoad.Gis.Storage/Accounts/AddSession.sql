-- $1 SHA-256 of the key, $2 ticket, $3 when it expires
insert into session (key_hash, ticket, expires_at) values ($1, $2, $3)
