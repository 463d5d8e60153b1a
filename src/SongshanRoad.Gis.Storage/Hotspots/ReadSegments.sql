-- $1 run: its street segments, lines in degrees
select segment, name, length_m, incidents, incidents / length_m * 1000, density_per_km, piece_densities_per_km, z, p, q, class,
  ST_Transform(line_metric, 4326)
from hotspot_segment
where run_id = $1
order by segment
