-- $1 from, $2 to (exclusive), $3 categories or empty for all, $4 called in only, $5 time zone for local times, or null when none are
-- wanted. Rows of arrays of a few thousand incidents each: a million rows would take three times as long, and one row a great buffer.
select array_agg(ST_X(position_metric)), array_agg(ST_Y(position_metric)),
  count(*) filter (where synthetic),
  coalesce(array_agg(occurred_from at time zone $5::text) filter (where $5 is not null), '{}'),
  coalesce(array_agg(occurred_to at time zone $5::text) filter (where $5 is not null), '{}')
from incident
where occurred_from >= $1 and occurred_from < $2
  and (cardinality($3::text[]) = 0 or category_code = any ((select categories_with_kinds($3))::text[]))
  and (not $4::boolean or reported_by = 'call')
group by id / 8192
