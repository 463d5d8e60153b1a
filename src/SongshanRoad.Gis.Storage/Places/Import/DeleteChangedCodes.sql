-- Codes that the file gives with another validity; what the file does not mention stays.
delete from place_code held
using place p, staged_place s
where held.place_id = p.id and p.kind = s.kind and p.external_id = s.external_id
  and exists (
    select from jsonb_to_recordset(s.codes) as c(issuer text, code text)
    where c.issuer = held.issuer and c.code = held.code)
  and not exists (
    select from jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
    where c.issuer = held.issuer and c.code = held.code
      and c."validFrom" = held.valid_from and c."validTo" is not distinct from held.valid_to)
