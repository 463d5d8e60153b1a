-- $1 nights, $2 their starts, $3 their ends, $4 seconds that a fix stands for at most: writes the minutes anew. Late positions may have come.
with asked as (
  select * from unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) as night (night, starts, ends)
), recorded as (
  insert into patrol_night select night from asked on conflict do nothing
)
insert into patrol_presence (night, community_id, minutes)
select night, community.id, sum(least(extract(epoch from following - fix_time), $4)) / 60
from (
  select asked.night, position, fix_time, lead(fix_time) over (partition by asked.night, duty_id order by fix_time, sequence) as following
  from asked
  join fix on fix_time >= starts and fix_time < ends
  -- Also for the planner, who then leaves the partitions of other days alone.
  where fix_time >= (select min(starts) from asked) and fix_time < (select max(ends) from asked) and mark is null
) walked
join place community on community.kind = 'community' and ST_Covers(community.shape, walked.position)
where following is not null
group by night, community.id
on conflict (night, community_id) do update set minutes = excluded.minutes
