select count(*) filter (where f.unit_id is null) as new,
  count(*) filter (where f.unit_id is not null and differs) as changed,
  count(*) filter (where f.unit_id is not null and not differs) as unchanged
from staged_fix s
join unit u on u.code = s.unit_code
left join fix f on f.unit_id = u.id and f.fix_time = s.fix_time and f.sequence = s.line
cross join lateral (
  select (f.duty_id, ST_X(f.position), ST_Y(f.position), f.speed_mps, f.heading_deg)
    is distinct from (s.duty_id, s.lon_deg, s.lat_deg, s.speed_mps, s.heading_deg)
) as comparison(differs)
