select coalesce((select code from place_code where place_id = place.id and issuer = 'NBS' order by valid_from desc limit 1), external_id), name,
  ST_X(ST_PointOnSurface(shape)), ST_Y(ST_PointOnSurface(shape))
from place
where kind = 'community'
order by 1
