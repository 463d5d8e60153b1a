-- $1 one run, $2 another: cells whose class differs
select count(*)::int
from (select grid_column, grid_row, class from hotspot_cell where run_id = $1) before
full join (select grid_column, grid_row, class from hotspot_cell where run_id = $2) after using (grid_column, grid_row)
where coalesce(before.class, 0) <> coalesce(after.class, 0)
