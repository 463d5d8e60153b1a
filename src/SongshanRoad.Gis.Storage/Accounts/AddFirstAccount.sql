-- $1 SHA-256 of the setup link's token, $2 name, $3 role, $4 password hash, $5 now. One statement, so that a refused account does
-- not burn the link. No row when the link is unknown or used, or an account exists.
with used as (
  update setup_link set used_at = $5
  where token_hash = $1 and used_at is null and not exists (select from account)
  returning token_hash)
insert into account (name, role, password_hash, created_at)
select $2, $3, $4, $5 from used
returning id, name, role, community_code, password_hash, created_at, failed_attempts, locked_until
