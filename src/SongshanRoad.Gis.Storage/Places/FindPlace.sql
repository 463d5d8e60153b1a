-- $1 place
select place.id, place.kind, place.name, place.full_name,
  (select code from place_code
     join place community on community.id = place_code.place_id
     where community.kind = 'community' and issuer = 'NBS'
       and ST_Intersects(community.shape_metric, ST_PointOnSurface(place.shape_metric))
     order by valid_from desc limit 1) as community_code,
  case when place.kind = 'alley' then ST_Length(place.shape_metric) end as length_m,
  case when ST_Dimension(place.shape) = 2 then ST_Area(place.shape_metric) end as area_m2,
  place.source, place.accuracy_m, place.reality, place.attributes::text
from place
where place.id = $1
