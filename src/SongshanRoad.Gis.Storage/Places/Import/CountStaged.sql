select count(*) filter (where p.id is null) as new,
  count(*) filter (where p.id is not null and differs) as changed,
  count(*) filter (where p.id is not null and not differs) as unchanged
from staged_place s
left join place p on p.kind = s.kind and p.external_id = s.external_id
cross join lateral (
  select (p.name, p.full_name, p.shape, p.source, p.accuracy_m, p.reality, p.attributes)
      is distinct from (s.name, coalesce(s.full_name, p.full_name), s.shape, s.source, s.accuracy_m, s.reality, s.attributes)
    or exists (
      select from jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
      where not exists (
        select from place_code held
        where held.place_id = p.id and held.issuer = c.issuer and held.code = c.code
          and held.valid_from = c."validFrom" and held.valid_to is not distinct from c."validTo"))
) as comparison(differs)
