-- $1 name, any case
select id, name, role, community_code, password_hash, created_at, failed_attempts, locked_until
from account
where lower(name) = lower($1)
