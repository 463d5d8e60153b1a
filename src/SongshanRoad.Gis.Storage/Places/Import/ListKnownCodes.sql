-- The code each community is known by: its latest NBS code, else its external id
select place.id, coalesce(
  (select code from place_code where place_id = place.id and issuer = 'NBS' order by valid_from desc limit 1), place.external_id)
from place
where place.kind = 'community'
