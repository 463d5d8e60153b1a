select count(*) filter (where i.id is null) as new,
  count(*) filter (where i.id is not null and differs) as changed,
  count(*) filter (where i.id is not null and not differs) as unchanged
from staged_incident s
left join incident i on i.source = s.source and i.external_id = s.external_id
cross join lateral (
  select (i.category_code, i.occurred_from, i.occurred_to, i.reported_by, i.progress, ST_X(i.position), ST_Y(i.position), i.accuracy_m, i.synthetic)
    is distinct from (s.category_code, s.occurred_from, s.occurred_to, s.reported_by, coalesce(s.progress, i.progress), s.lon_deg, s.lat_deg, s.accuracy_m, s.synthetic)
) as comparison(differs)
