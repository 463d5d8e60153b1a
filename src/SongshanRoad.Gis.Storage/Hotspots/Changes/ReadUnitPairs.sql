-- $1 run of the earlier window, $2 run of the later one: middle in metres and incidents of each unit that both have
select ST_X(middle), ST_Y(middle), earlier, later
from (
  select grid_row as major, grid_column as minor, before.incidents as earlier, after.incidents as later,
    ST_Centroid(hotspot_cell_outline(unit, origin_easting_m, origin_northing_m, cell_m, grid_column, grid_row, (select metric_srid from deployment))) as middle
  from hotspot_run
  join hotspot_cell before on before.run_id = id
  join hotspot_cell after using (grid_column, grid_row)
  where id = $1 and after.run_id = $2
  union all
  select 0, segment, before.incidents, after.incidents, ST_LineInterpolatePoint(before.line_metric, 0.5)
  from hotspot_segment before
  join hotspot_segment after using (segment)
  where before.run_id = $1 and after.run_id = $2 and before.line_metric = after.line_metric
) paired
order by major, minor
