insert into fix (unit_id, duty_id, fix_time, sequence, position, speed_mps, heading_deg)
select u.id, s.duty_id, s.fix_time, s.line, ST_SetSRID(ST_MakePoint(s.lon_deg, s.lat_deg), 4326), s.speed_mps, s.heading_deg
from staged_fix s
join unit u on u.code = s.unit_code
where not exists (select from fix f where f.unit_id = u.id and f.fix_time = s.fix_time and f.sequence = s.line)
order by s.line
