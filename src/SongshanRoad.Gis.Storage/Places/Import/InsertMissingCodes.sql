insert into place_code (place_id, issuer, code, valid_from, valid_to)
select p.id, c.issuer, c.code, c."validFrom", c."validTo"
from staged_place s
join place p on p.kind = s.kind and p.external_id = s.external_id
cross join lateral jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
on conflict (issuer, code, valid_from) do nothing
