-- The same code with other days of validity gives way.
delete from place_code held
using staged_community s, jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
where held.place_id = s.place_id and held.issuer = c.issuer and held.code = c.code
  and daterange(held.valid_from, held.valid_to, '[]') && daterange(c."validFrom", c."validTo", '[]')
  and (held.valid_from, held.valid_to) is distinct from (c."validFrom", c."validTo")
