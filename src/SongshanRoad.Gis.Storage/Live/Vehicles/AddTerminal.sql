-- $1 number, $2 unit code, $3 datum, $4 now. Again for the same unit changes the datum; a terminal of another unit stays there.
with named as (
  select id from unit where code = $2 and active
), added as (
  insert into terminal (number, unit_id, datum, created_at)
  select $1::text, id, $3::text, $4::timestamptz from named
  on conflict (number) do update set datum = excluded.datum where terminal.unit_id = excluded.unit_id
  returning number
)
select exists (select from named), exists (select from added)
