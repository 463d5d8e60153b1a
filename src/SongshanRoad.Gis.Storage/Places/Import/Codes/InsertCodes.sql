insert into place_code (place_id, issuer, code, valid_from, valid_to)
select s.place_id, c.issuer, c.code, c."validFrom", c."validTo"
from staged_community s, jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
on conflict (issuer, code, valid_from) do nothing
