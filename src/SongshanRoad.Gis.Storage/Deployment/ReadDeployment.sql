-- The deployment's one row, and which database of which cluster it is.
select metric_srid, area_wgs84, time_zone, night_start, night_end,
  (select to_hex((pg_control_system()).system_identifier) || '-' || oid from pg_database where datname = current_database())
from deployment
