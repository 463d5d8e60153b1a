-- Every alley with its centre line, WGS-84 and metric
select alley.id, alley.name,
  (select code from place_code
     join place community on community.id = place_code.place_id
     where community.kind = 'community' and issuer = 'NBS'
       and ST_Intersects(community.shape_metric, ST_PointOnSurface(alley.shape_metric))
     order by valid_from desc limit 1),
  alley.reality, alley.shape, alley.shape_metric
from place alley
where alley.kind = 'alley'
order by alley.id
