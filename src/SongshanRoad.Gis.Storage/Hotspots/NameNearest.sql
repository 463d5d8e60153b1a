-- $1 easting m, $2 northing m (arrays of equal length): the nearest named alley or street within 150 m of each point
select coalesce(nearest.name, ''), ST_X(wgs84), ST_Y(wgs84)
from unnest($1::double precision[], $2::double precision[]) with ordinality as point (easting, northing, ordinal)
cross join lateral (
  select ST_SetSRID(ST_MakePoint(easting, northing), (select metric_srid from deployment)) as metric
) at
cross join lateral (select ST_Transform(metric, 4326) as wgs84) degrees
left join lateral (
  select name from (
    select name, shape_metric <-> at.metric as away_m from place
    where kind = 'alley' and ST_DWithin(shape_metric, at.metric, 150)
    union all
    select name, centre_line_metric <-> at.metric from street_segment
    where name is not null and ST_DWithin(centre_line_metric, at.metric, 150)
  ) named
  order by away_m
  limit 1
) nearest on true
order by ordinal
