select count(*) filter (where t.code is null) as new,
  count(*) filter (where t.code is not null and differs) as changed,
  count(*) filter (where t.code is not null and not differs) as unchanged
from staged_category s
left join incident_category t on t.code = s.code
cross join lateral (
  select (t.parent_code, t.name_zh, t.name_en, t.sort)
    is distinct from (s.parent_code, s.name_zh, s.name_en, s.sort)
) as comparison(differs)
