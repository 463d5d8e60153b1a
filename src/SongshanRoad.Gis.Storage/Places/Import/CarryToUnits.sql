-- $1 codes communities were known by, $2 those they are known by now: the units follow
update unit
set community_code = known.now
from unnest($1::text[], $2::text[]) as known(was, now)
where community_code = known.was
