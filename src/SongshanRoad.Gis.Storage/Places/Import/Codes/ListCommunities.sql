-- The stored communities with their codes
select id, external_id, name, full_name,
  (select coalesce(jsonb_agg(jsonb_build_object('issuer', issuer, 'code', code, 'validFrom', valid_from, 'validTo', valid_to) order by valid_from), '[]')
     from place_code where place_id = place.id)::text
from place
where kind = 'community'
order by id
