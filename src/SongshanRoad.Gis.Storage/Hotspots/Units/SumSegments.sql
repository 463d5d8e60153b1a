-- $1 run, $2 numbers of segments, the first the segment itself, $3 its length m: how many of them the run has, their incidents together,
-- and those of the first, null when the run does not have it or had it in another length
select count(*)::int, coalesce(sum(incidents), 0), max(incidents) filter (where ordinal = 1 and abs(length_m - $3) < 0.001)
from unnest($2::integer[]) with ordinality as wanted (segment, ordinal)
join hotspot_segment using (segment)
where run_id = $1
