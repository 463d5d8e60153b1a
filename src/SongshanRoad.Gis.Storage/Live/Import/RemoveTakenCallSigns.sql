-- A call sign belongs to one unit: whoever bears it in the database, or stands first in the file, keeps it.
with clash as (
  select a.ctid as place_in_table, a.call_sign, min(b.line) as other_line
  from staged_unit a
  join staged_unit b on a.call_sign = b.call_sign and (b.line, b.ctid) < (a.line, a.ctid)
  group by a.ctid, a.call_sign
  union all
  select a.ctid, a.call_sign || ' (' || held.code || ')', 0
  from staged_unit a
  join unit held on held.call_sign = a.call_sign and held.code <> a.code
)
delete from staged_unit s
using (select distinct on (place_in_table) place_in_table, call_sign, other_line from clash order by place_in_table, other_line) c
where s.ctid = c.place_in_table
returning s.line, 'call-sign-taken', c.call_sign, c.other_line
