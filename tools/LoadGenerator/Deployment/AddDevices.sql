with new as (select * from unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) as row (code, kind, token_hash, terminal)),
  added as (insert into unit (code, kind, call_sign) select code, kind, code from new returning id, code),
  terminals as (
    insert into terminal (number, unit_id, datum, created_at)
    select new.terminal, added.id, 'wgs84', now()
    from added
      join new using (code))
insert into device (unit_id, token_hash)
select added.id, new.token_hash
from added
  join new using (code)
