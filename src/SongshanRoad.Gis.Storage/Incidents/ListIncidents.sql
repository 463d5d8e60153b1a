-- $1 from, $2 to (exclusive), $3 categories or empty for all, $4 limit
select id, external_id, category_code, occurred_from, occurred_to, reported_by, progress, ST_X(position), ST_Y(position),
  (select code from place_code
     join place community on community.id = place_code.place_id
     where community.kind = 'community' and issuer = 'NBS' and ST_Intersects(community.shape_metric, position_metric)
     order by valid_from desc limit 1),
  synthetic
from incident
where occurred_from >= $1 and occurred_from < $2 and (cardinality($3::text[]) = 0 or category_code = any ((select categories_with_kinds($3))::text[]))
order by occurred_from desc, id desc
limit $4
