-- Every code a community may be named by, with the one it is known by everywhere: its latest NBS code, else its external id.
-- Of a code that passed from one community to another the latest holder comes first.
select named.code, coalesce(
  (select code from place_code where place_id = place.id and issuer = 'NBS' order by valid_from desc limit 1), place.external_id)
from place
cross join lateral (
  select code, valid_from from place_code where place_id = place.id
  union all
  select external_id, '-infinity'
) named
where place.kind = 'community'
order by named.code, named.valid_from desc
