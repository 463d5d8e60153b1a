-- $1 z, $2 x, $3 y, $4 run. Cells are drawn from the run's grid, street segments in their pieces. Null when there is no such run (any more).
with tile as (
  select ST_TileEnvelope($1, $2, $3) as box,
    ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), (select metric_srid from deployment)) as box_metric
),
run as (
  -- Rows of hexagons lie closer together than the cells are wide.
  select *, cell_m * case unit when 'hexagon' then sqrt(3) / 2 else 1 end as row_m, (select metric_srid from deployment) as srid
  from hotspot_run where id = $4
),
cell as (
  select grid_column as "column", grid_row as "row", incidents as count, density_per_km2 as "densityPerKm2",
    z, p, q, hotspot_cell.class, depends_on_grid as "dependsOnGrid",
    ST_AsMVTGeom(ST_Transform(hotspot_cell_outline(
      unit, origin_easting_m, origin_northing_m, cell_m, grid_column, grid_row, srid), 3857), tile.box, 4096, 64) as geom
  from run
  join hotspot_cell on hotspot_cell.run_id = run.id, tile
  where (grid_column + 1.5) * cell_m + origin_easting_m >= ST_XMin(box_metric)
    and (grid_column - 0.5) * cell_m + origin_easting_m <= ST_XMax(box_metric)
    and (grid_row + 1) * row_m + origin_northing_m >= ST_YMin(box_metric)
    and (grid_row - 1) * row_m + origin_northing_m <= ST_YMax(box_metric)
),
street_piece as (
  select segment, name, length_m as "lengthM", incidents as count, incidents / length_m * 1000 as "ratePerKm",
    piece.density_per_km as "densityPerKm", hotspot_segment.density_per_km as "meanDensityPerKm", z, p, q, class,
    ST_AsMVTGeom(ST_Transform(ST_LineSubstring(line_metric, (ordinal - 1)::float8 / pieces, ordinal::float8 / pieces), 3857), tile.box, 4096, 64) as geom
  from hotspot_segment
  cross join lateral (select cardinality(piece_densities_per_km) as pieces) counted
  cross join lateral unnest(piece_densities_per_km) with ordinality as piece (density_per_km, ordinal), tile
  where run_id = $4 and line_metric && box_metric
)
select case when exists (select from run)
  then coalesce((select ST_AsMVT(cell, 'cell', 4096, 'geom') from cell), '')
    || coalesce((select ST_AsMVT(street_piece, 'segment', 4096, 'geom', 'segment') from street_piece where geom is not null), '') end
