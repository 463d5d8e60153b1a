-- $1 west m, $2 south m, $3 east m, $4 north m, $5 from, $6 to (exclusive), $7 categories or empty for all, $8 called in only, $9 time zone
select ST_X(position_metric), ST_Y(position_metric), occurred_from, occurred_from at time zone $9, occurred_to at time zone $9, category_code
from incident
where position_metric && ST_MakeEnvelope($1, $2, $3, $4, (select metric_srid from deployment))
  and occurred_from >= $5 and occurred_from < $6
  and (cardinality($7::text[]) = 0 or category_code = any ((select categories_with_kinds($7))::text[]))
  and (not $8::boolean or reported_by = 'call')
