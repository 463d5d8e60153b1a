with new as (select * from unnest($1::text[], $2::text[], $3::bytea[]) as row (code, kind, token_hash)),
  added as (insert into unit (code, kind, call_sign) select code, kind, code from new returning id, code)
insert into device (unit_id, token_hash)
select added.id, new.token_hash
from added
  join new using (code)
