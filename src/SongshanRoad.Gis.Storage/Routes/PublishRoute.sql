-- $1 route, $2 now, $3 hash of the invite's token, $4 when the invite expires. No row when the route is published already.
with published as (
  update route set published_at = greatest($2::timestamptz, created_at) where id = $1::uuid and published_at is null returning id)
insert into invite (token_hash, route_id, created_at, expires_at)
select $3::bytea, id, $2, $4::timestamptz from published
