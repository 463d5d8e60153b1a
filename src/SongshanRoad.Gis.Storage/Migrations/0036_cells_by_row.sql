-- Cells of a run are kept by rows of their grid: a city is 600 rows then in place of 360,000, each checked against its run. Arrays of one
-- row have equal length and are ordered by column.
create table hotspot_cell_row (
  run_id text not null references hotspot_run (id) on delete cascade,
  grid_row integer not null,
  grid_columns integer[] not null,
  incidents double precision[] not null check (0 <= all (incidents)),
  density_per_km2 double precision[] not null,
  z double precision[] not null,
  p double precision[] not null check (0 <= all (p) and 1 >= all (p)),
  q double precision[] not null check (0 <= all (q) and 1 >= all (q)),
  class smallint[] not null check (-3 <= all (class) and 3 >= all (class)),
  depends_on_grid boolean[] not null,
  primary key (run_id, grid_row),
  constraint hotspot_cell_row_lengths check (
    cardinality(incidents) = cardinality(grid_columns) and cardinality(density_per_km2) = cardinality(grid_columns)
    and cardinality(z) = cardinality(grid_columns) and cardinality(p) = cardinality(grid_columns) and cardinality(q) = cardinality(grid_columns)
    and cardinality(class) = cardinality(grid_columns) and cardinality(depends_on_grid) = cardinality(grid_columns))
);

-- Doubles hardly grow smaller by compressing, but it takes its time.
alter table hotspot_cell_row
  alter column incidents set storage external, alter column density_per_km2 set storage external, alter column z set storage external,
  alter column p set storage external, alter column q set storage external, alter column grid_columns set storage external,
  alter column class set storage external, alter column depends_on_grid set storage external;

insert into hotspot_cell_row
select run_id, grid_row, array_agg(grid_column order by grid_column), array_agg(incidents order by grid_column),
  array_agg(density_per_km2 order by grid_column), array_agg(z order by grid_column), array_agg(p order by grid_column),
  array_agg(q order by grid_column), array_agg(class order by grid_column), array_agg(depends_on_grid order by grid_column)
from hotspot_cell
group by run_id, grid_row;

drop table hotspot_cell;

create view hotspot_cell as
select run_id, grid_row, cell.*
from hotspot_cell_row, unnest(grid_columns, incidents, density_per_km2, z, p, q, class, depends_on_grid)
  as cell (grid_column, incidents, density_per_km2, z, p, q, class, depends_on_grid);
