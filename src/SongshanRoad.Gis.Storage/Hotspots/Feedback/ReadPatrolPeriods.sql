-- $1 first nights of the weeks, $2 when those weeks begin, $3 when they end (exclusive): community, week, patrol minutes, incidents called
-- in and found by patrols
select dense_rank() over (order by community.id) - 1, week.ordinal - 1, coalesce(presence.minutes, 0), counted.called, counted.found
from unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) with ordinality as week (first_night, starts, ends, ordinal)
cross join (select id, shape_metric from place where kind = 'community') community
left join lateral (
  select sum(minutes) as minutes from patrol_presence
  where community_id = community.id and night >= week.first_night and night < week.first_night + 7
) presence on true
cross join lateral (
  select count(*) filter (where reported_by = 'call') as called, count(*) filter (where reported_by = 'patrol') as found
  from incident
  where occurred_from >= week.starts and occurred_from < week.ends and ST_Covers(community.shape_metric, position_metric)
) counted
