-- Street segments as units of a run, in place of the cells of a grid.
alter table hotspot_run drop constraint hotspot_run_unit_check;
alter table hotspot_run add constraint hotspot_run_unit_check check (unit in ('square', 'hexagon', 'segment'));
alter table hotspot_run alter column origin_easting_m drop not null;
alter table hotspot_run alter column origin_northing_m drop not null;
alter table hotspot_run alter column cell_m drop not null;
alter table hotspot_run add constraint hotspot_run_grid check (
  case unit when 'segment' then num_nonnulls(origin_easting_m, origin_northing_m, cell_m) = 0
    else num_nulls(origin_easting_m, origin_northing_m, cell_m) = 0 end);

-- The line is kept with the run: streets may be imported anew while a map still shows it. Pieces are equal parts of it from its start.
create table hotspot_segment (
  run_id text not null references hotspot_run (id) on delete cascade,
  segment integer not null check (segment >= 0),
  name text,
  line_metric geometry(LineString, $metricSrid$) not null,
  length_m double precision generated always as (ST_Length(line_metric)) stored,
  incidents double precision not null check (incidents >= 0),
  density_per_km double precision not null check (density_per_km >= 0),
  piece_densities_per_km double precision[] not null check (cardinality(piece_densities_per_km) > 0),
  z double precision not null,
  p double precision not null check (p between 0 and 1),
  q double precision not null check (q between 0 and 1),
  class smallint not null check (class between -3 and 3),
  primary key (run_id, segment)
);
