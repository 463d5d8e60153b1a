-- $1 from, $2 to (exclusive), $3 the instant of the forecast, $4 categories or empty for all, $5 called in only: place in metres and day
-- since 1970 UTC. An incident whose interval holds the instant was not yet known to have happened before it.
select ST_X(position_metric), ST_Y(position_metric), (extract(epoch from occurred_from) / 86400)::float8
from incident
where occurred_from >= $1 and occurred_from < $2
  and not (occurred_from < $3 and coalesce(occurred_to, occurred_from) >= $3)
  and (cardinality($4::text[]) = 0 or category_code = any ((select categories_with_kinds($4))::text[]))
  and (not $5::boolean or reported_by = 'call')
