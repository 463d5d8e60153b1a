update incident i
set category_code = s.category_code, occurred_from = s.occurred_from, occurred_to = s.occurred_to, reported_by = s.reported_by,
  progress = coalesce(s.progress, i.progress),
  position = ST_SetSRID(ST_MakePoint(s.lon_deg, s.lat_deg), 4326), accuracy_m = s.accuracy_m, synthetic = s.synthetic, recorded_at = now()
from staged_incident s
where i.source = s.source and i.external_id = s.external_id
  and (i.category_code, i.occurred_from, i.occurred_to, i.reported_by, i.progress, ST_X(i.position), ST_Y(i.position), i.accuracy_m, i.synthetic)
    is distinct from (s.category_code, s.occurred_from, s.occurred_to, s.reported_by, coalesce(s.progress, i.progress), s.lon_deg, s.lat_deg, s.accuracy_m, s.synthetic)
