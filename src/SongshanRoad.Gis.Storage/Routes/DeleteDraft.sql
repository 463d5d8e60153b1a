-- $1 route
delete from route where id = $1 and published_at is null
