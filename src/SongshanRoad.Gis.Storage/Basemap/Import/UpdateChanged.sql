update basemap_feature t
set name = s.name, class = s.class, shape = s.shape, source = s.source, accuracy_m = s.accuracy_m, reality = s.reality, attributes = s.attributes
from staged_basemap_feature s
where t.kind = s.kind and t.external_id = s.external_id
  and (t.name, t.class, t.shape, t.source, t.accuracy_m, t.reality, t.attributes)
    is distinct from (s.name, s.class, s.shape, s.source, s.accuracy_m, s.reality, s.attributes)
