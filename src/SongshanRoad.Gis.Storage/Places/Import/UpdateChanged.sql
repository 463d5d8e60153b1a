update place p
set name = s.name, full_name = coalesce(s.full_name, p.full_name), shape = s.shape, source = s.source, accuracy_m = s.accuracy_m,
  reality = s.reality, attributes = s.attributes, imported_at = now()
from staged_place s
where p.kind = s.kind and p.external_id = s.external_id
  and (p.name, p.full_name, p.shape, p.source, p.accuracy_m, p.reality, p.attributes)
    is distinct from (s.name, coalesce(s.full_name, p.full_name), s.shape, s.source, s.accuracy_m, s.reality, s.attributes)
