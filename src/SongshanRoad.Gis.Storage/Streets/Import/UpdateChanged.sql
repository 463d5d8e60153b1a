update street_segment t
set name = s.name, class = s.class, oneway = s.oneway, foot = s.foot, car = s.car, centre_line = s.centre_line, source = s.source, accuracy_m = s.accuracy_m, reality = s.reality, attributes = s.attributes, imported_at = now()
from staged_segment s
where t.external_id = s.external_id
  and (t.name, t.class, t.oneway, t.foot, t.car, t.centre_line, t.source, t.accuracy_m, t.reality, t.attributes)
    is distinct from (s.name, s.class, s.oneway, s.foot, s.car, s.centre_line, s.source, s.accuracy_m, s.reality, s.attributes)
