select count(*) filter (where t.external_id is null) as new,
  count(*) filter (where t.external_id is not null and differs) as changed,
  count(*) filter (where t.external_id is not null and not differs) as unchanged
from staged_segment s
left join street_segment t on t.external_id = s.external_id
cross join lateral (
  select (t.name, t.class, t.oneway, t.foot, t.car, t.centre_line, t.source, t.accuracy_m, t.reality, t.attributes)
    is distinct from (s.name, s.class, s.oneway, s.foot, s.car, s.centre_line, s.source, s.accuracy_m, s.reality, s.attributes)
) as comparison(differs)
