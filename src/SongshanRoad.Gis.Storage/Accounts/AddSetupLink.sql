-- $1 SHA-256 of the token, $2 now. Nothing when an account exists; an older unused link stops working, but for those of servers that start
-- together, each of which says its own.
with retired as (delete from setup_link where used_at is null and created_at < $2::timestamptz - interval '10 minutes')
insert into setup_link (token_hash, created_at)
select $1::bytea, $2::timestamptz
where not exists (select from account)
