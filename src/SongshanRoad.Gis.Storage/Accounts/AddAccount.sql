-- $1 name, $2 role, $3 community code or null, $4 password hash, $5 now. No row when the name is taken.
insert into account (name, role, community_code, password_hash, created_at)
values ($1, $2, $3, $4, $5)
on conflict (lower(name)) do nothing
returning id, name, role, community_code, password_hash, created_at, failed_attempts, locked_until
