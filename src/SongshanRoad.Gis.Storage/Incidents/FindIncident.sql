-- $1 incident
select id, external_id, category_code, occurred_from, occurred_to, reported_by, progress, ST_X(position), ST_Y(position),
  (select code from place_code
     join place community on community.id = place_code.place_id
     where community.kind = 'community' and issuer = 'NBS' and ST_Intersects(community.shape_metric, position_metric)
     order by valid_from desc limit 1),
  synthetic
from incident
where id = $1
