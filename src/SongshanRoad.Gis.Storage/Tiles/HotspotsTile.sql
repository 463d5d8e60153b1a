-- $1 z, $2 x, $3 y, $4 run. Cells are drawn from the run's origin and cell side; only those with something to show. Null when
-- there is no such run (any more).
with tile as (
  select ST_TileEnvelope($1, $2, $3) as box,
    ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), (select metric_srid from deployment)) as box_metric
),
cell as (
  select grid_column as "column", grid_row as "row", incidents as count, density_per_km2 as "densityPerKm2",
    z, p, q, hotspot_cell.class,
    ST_AsMVTGeom(ST_Transform(ST_SetSRID(ST_MakeEnvelope(
      origin_easting_m + grid_column * cell_m, origin_northing_m + grid_row * cell_m,
      origin_easting_m + (grid_column + 1) * cell_m, origin_northing_m + (grid_row + 1) * cell_m),
      (select metric_srid from deployment)), 3857), tile.box, 4096, 64) as geom
  from hotspot_run
  join hotspot_cell on hotspot_cell.run_id = hotspot_run.id, tile
  where hotspot_run.id = $4
    and (grid_column + 1) * cell_m + origin_easting_m >= ST_XMin(box_metric)
    and grid_column * cell_m + origin_easting_m <= ST_XMax(box_metric)
    and (grid_row + 1) * cell_m + origin_northing_m >= ST_YMin(box_metric)
    and grid_row * cell_m + origin_northing_m <= ST_YMax(box_metric)
)
select case when exists (select from hotspot_run where id = $4)
  then coalesce((select ST_AsMVT(cell, 'cell', 4096, 'geom') from cell), '') end
