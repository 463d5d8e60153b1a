insert into incident (source, external_id, category_code, occurred_from, occurred_to, reported_by, progress, position, accuracy_m, synthetic)
select source, external_id, category_code, occurred_from, occurred_to, reported_by, coalesce(progress, 'closed'),
  ST_SetSRID(ST_MakePoint(lon_deg, lat_deg), 4326), accuracy_m, synthetic
from staged_incident s
where not exists (select from incident i where i.source = s.source and i.external_id = s.external_id)
order by line
