-- The deployment's one row.
select metric_srid, area_wgs84, time_zone, night_start, night_end
from deployment
