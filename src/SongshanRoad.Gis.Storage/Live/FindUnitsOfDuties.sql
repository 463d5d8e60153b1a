-- $1 duties. The unit of each that exists.
select id, unit_id from duty where id = any($1::uuid[])
