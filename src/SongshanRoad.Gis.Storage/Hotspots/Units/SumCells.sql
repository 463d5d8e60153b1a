-- $1 run, $2 columns, $3 rows (arrays of equal length, the first the cell itself): how many of them the run has, their incidents together,
-- and those of the first, null when the run does not have it
select count(*)::int, coalesce(sum(incidents), 0), max(incidents) filter (where ordinal = 1)
from unnest($2::integer[], $3::integer[]) with ordinality as wanted (grid_column, grid_row, ordinal)
join hotspot_cell using (grid_column, grid_row)
where run_id = $1
