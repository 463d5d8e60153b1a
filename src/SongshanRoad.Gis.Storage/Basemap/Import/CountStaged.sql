select count(*) filter (where t.external_id is null) as new,
  count(*) filter (where t.external_id is not null and differs) as changed,
  count(*) filter (where t.external_id is not null and not differs) as unchanged
from staged_basemap_feature s
left join basemap_feature t on t.kind = s.kind and t.external_id = s.external_id
cross join lateral (
  select (t.name, t.class, t.shape, t.source, t.accuracy_m, t.reality, t.attributes)
    is distinct from (s.name, s.class, s.shape, s.source, s.accuracy_m, s.reality, s.attributes)
) as comparison(differs)
