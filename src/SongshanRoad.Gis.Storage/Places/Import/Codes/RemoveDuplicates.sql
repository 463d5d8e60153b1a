-- A community has one code of an issuer at a time: the first row that gives it one stays.
with claim as (
  select s.ctid as place_in_table, s.line, s.place_id, c.issuer, c.code, daterange(c."validFrom", c."validTo", '[]') as validity
  from staged_community s, jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
)
delete from staged_community s
using (
  select distinct on (a.place_in_table) a.place_in_table, a.issuer || ' ' || a.code as subject, b.line as other_line
  from claim a
  join claim b on a.place_id = b.place_id and a.issuer = b.issuer and a.validity && b.validity
    and (b.line, b.place_in_table) < (a.line, a.place_in_table)
  order by a.place_in_table, b.line
) again
where s.ctid = again.place_in_table
returning s.line, 'duplicate-community', again.subject, again.other_line
