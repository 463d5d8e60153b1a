-- The first row of an id stays.
with numbered as (
  select ctid as place_in_table, first_value(line) over same_id as first_line, row_number() over same_id as occurrence
  from staged_category
  window same_id as (partition by code order by line, ctid)
)
delete from staged_category s using numbered n
where s.ctid = n.place_in_table and n.occurrence > 1
returning s.line, 'duplicate-id', s.code, n.first_line
