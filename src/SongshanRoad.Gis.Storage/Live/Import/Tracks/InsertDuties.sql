insert into duty (id, unit_id, night, started_at, ended_at)
select distinct s.duty_id, u.id, s.night, s.started_at, s.ended_at
from staged_fix s
join unit u on u.code = s.unit_code
on conflict (id) do nothing
