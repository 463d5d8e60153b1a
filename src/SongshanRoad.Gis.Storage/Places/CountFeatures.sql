-- How much of what the map shows is real
select kind, count(*) filter (where reality = 'real')::int, count(*) filter (where reality = 'approximate')::int,
  count(*) filter (where reality = 'invented')::int
from (
  select kind, reality from place
  union all select 'street', reality from street_segment
  union all select kind, reality from basemap_feature
) feature
group by kind
order by kind
