-- $1 from, $2 to (exclusive), $3 categories or empty for all
select count(*)::int
from incident
where occurred_from >= $1 and occurred_from < $2 and (cardinality($3::text[]) = 0 or category_code = any ((select categories_with_kinds($3))::text[]))
