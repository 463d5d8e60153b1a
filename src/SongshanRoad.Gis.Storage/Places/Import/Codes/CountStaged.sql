-- New is a row with a code that its community never had; changed are other days of validity or another name.
select count(*) filter (where adds) as new,
  count(*) filter (where not adds and differs) as changed,
  count(*) filter (where not adds and not differs) as unchanged
from staged_community s
join place p on p.id = s.place_id
cross join lateral (
  select
    exists (
      select from jsonb_to_recordset(s.codes) as c(issuer text, code text)
      where not exists (select from place_code held where held.place_id = p.id and held.issuer = c.issuer and held.code = c.code)),
    exists (
      select from jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
      where not exists (
        select from place_code held
        where held.place_id = p.id and held.issuer = c.issuer and held.code = c.code
          and held.valid_from = c."validFrom" and held.valid_to is not distinct from c."validTo"))
    or p.full_name is distinct from coalesce(s.full_name, p.full_name)
    or (p.name = '未命名' and s.name is not null)
) as comparison(adds, differs)
