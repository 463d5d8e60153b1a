-- A new code of an issuer ends the one the community had from it until then.
update place_code held
set valid_to = c."validFrom" - 1
from staged_community s, jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date)
where held.place_id = s.place_id and held.issuer = c.issuer and held.code <> c.code
  and held.valid_from < c."validFrom" and (held.valid_to is null or held.valid_to >= c."validFrom")
