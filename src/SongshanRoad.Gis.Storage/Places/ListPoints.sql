-- $1 kind: a point on each place
select ST_X(on_it), ST_Y(on_it)
from place cross join lateral ST_PointOnSurface(shape_metric) on_it
where kind = $1
order by id
