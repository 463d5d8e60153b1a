update fix f
set duty_id = s.duty_id, position = ST_SetSRID(ST_MakePoint(s.lon_deg, s.lat_deg), 4326), speed_mps = s.speed_mps,
  heading_deg = s.heading_deg, received_at = now()
from staged_fix s
join unit u on u.code = s.unit_code
where f.unit_id = u.id and f.fix_time = s.fix_time and f.sequence = s.line
  and (f.duty_id, ST_X(f.position), ST_Y(f.position), f.speed_mps, f.heading_deg)
    is distinct from (s.duty_id, s.lon_deg, s.lat_deg, s.speed_mps, s.heading_deg)
