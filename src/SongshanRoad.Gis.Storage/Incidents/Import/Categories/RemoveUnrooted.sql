-- Categories whose parents do not end at one without parent: a parent is missing, or they form a ring.
with recursive effective as (
  select code, parent_code from staged_category
  union all
  select code, parent_code from incident_category stored
  where not exists (select from staged_category s where s.code = stored.code)
),
rooted as (
  select code from effective where parent_code is null
  union
  select e.code from effective e join rooted r on e.parent_code = r.code
)
delete from staged_category s
where not exists (select from rooted r where r.code = s.code)
returning s.line, 'unknown-parent', s.parent_code, 0::bigint
