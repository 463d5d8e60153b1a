-- $1 run: its cells with their centres and outlines in degrees
select grid_column, grid_row, ST_X(centre), ST_Y(centre), incidents, density_per_km2, z, p, q, class, depends_on_grid, outline
from hotspot_run
join hotspot_cell on run_id = id
cross join lateral (
  select ST_Transform(hotspot_cell_outline(
    unit, origin_easting_m, origin_northing_m, cell_m, grid_column, grid_row, (select metric_srid from deployment)), 4326) as outline
) drawn
cross join lateral (select ST_Centroid(outline) as centre) middle
where id = $1
order by grid_row, grid_column
