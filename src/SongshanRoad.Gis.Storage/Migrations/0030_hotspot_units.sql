-- Hotspot cells may be hexagons; with hours chosen an incident of uncertain time counts in parts; hot cells that depend on the grid are
-- marked.
alter table hotspot_run add column unit text not null default 'square' check (unit in ('square', 'hexagon'));
alter table hotspot_cell alter column incidents type double precision;
alter table hotspot_cell add column depends_on_grid boolean not null default false;

-- Outline of a cell in metres: squares count from their south-west corner, hexagons (pointy top) from their centre, odd rows half a
-- cell further east.
create function hotspot_cell_outline(
  unit text, origin_easting_m double precision, origin_northing_m double precision, cell_m double precision,
  grid_column integer, grid_row integer, srid integer)
returns geometry language sql immutable strict parallel safe as $$
  select ST_SetSRID(case unit
    when 'square' then ST_MakeEnvelope(
      origin_easting_m + grid_column * cell_m, origin_northing_m + grid_row * cell_m,
      origin_easting_m + (grid_column + 1) * cell_m, origin_northing_m + (grid_row + 1) * cell_m)
    else (
      select ST_MakePolygon(ST_MakeLine(array_agg(ST_MakePoint(
        origin_easting_m + (2 * grid_column::bigint + (grid_row & 1) + corner.half_widths) * 0.5 * cell_m,
        origin_northing_m + (3 * grid_row::bigint + corner.half_sides) * 0.5 / sqrt(3) * cell_m) order by corner.number)))
      from (values (1, 0, -2), (2, 1, -1), (3, 1, 1), (4, 0, 2), (5, -1, 1), (6, -1, -1), (7, 0, -2))
        as corner (number, half_widths, half_sides))
    end, srid)
$$;
