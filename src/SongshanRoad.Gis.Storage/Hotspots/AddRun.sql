-- $1 id, $2 parameters, $3 summary, $4 version of the incidents, $5 code version, $6 origin easting m, $7 origin northing m,
-- $8 cell m (the grid is null for street segments), $9 standing, $10 now, $11 unit
insert into hotspot_run (id, parameters, summary, incidents_version, code_version, origin_easting_m, origin_northing_m, cell_m, standing,
  computed_at, unit)
values ($1, $2::jsonb, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (id) do update set standing = excluded.standing
returning xmax = 0
