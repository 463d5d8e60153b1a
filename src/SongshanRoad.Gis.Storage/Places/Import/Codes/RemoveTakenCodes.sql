-- A code belongs to one place at a time: whoever holds it in the database, or stands first in the file, keeps it.
with claim as (
  select s.ctid as place_in_table, s.line, s.place_id, c.issuer, c.code, daterange(c."validFrom", c."validTo", '[]') as validity
  from staged_community s, jsonb_to_recordset(s.codes) as c(issuer text, code text, "validFrom" date, "validTo" date)
),
clash as (
  select a.place_in_table, a.issuer || ' ' || a.code as subject, b.line as other_line
  from claim a
  join claim b on a.issuer = b.issuer and a.code = b.code and a.validity && b.validity and a.place_id <> b.place_id
    and (b.line, b.place_in_table) < (a.line, a.place_in_table)
  union all
  select a.place_in_table, a.issuer || ' ' || a.code, 0
  from claim a
  join place_code held on a.issuer = held.issuer and a.code = held.code and held.place_id <> a.place_id
    and a.validity && daterange(held.valid_from, held.valid_to, '[]')
)
delete from staged_community s
using (select distinct on (place_in_table) place_in_table, subject, other_line from clash order by place_in_table, other_line desc) c
where s.ctid = c.place_in_table
returning s.line, 'code-taken', c.subject, c.other_line
