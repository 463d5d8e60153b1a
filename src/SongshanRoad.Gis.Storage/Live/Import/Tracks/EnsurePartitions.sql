select ensure_fix_partition(day)
from (select distinct (fix_time at time zone 'UTC')::date as day from staged_fix) days
order by day
