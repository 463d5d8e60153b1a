-- Every street and alley as single lines in metres: streets first, each kind by id
select alley_id, name, class, line
from (
  select id, 1 as piece, null::bigint as alley_id, name, class, centre_line_metric as line from street_segment
  union all
  select id, coalesce(dumped.path[1], 1), id, name, 'alley', dumped.geom
  from place cross join lateral ST_Dump(shape_metric) dumped
  where kind = 'alley'
) drawn
order by alley_id is not null, id, piece
