select count(*) filter (where t.code is null) as new,
  count(*) filter (where t.code is not null and differs) as changed,
  count(*) filter (where t.code is not null and not differs) as unchanged
from staged_unit s
left join unit t on t.code = s.code
cross join lateral (
  select (t.kind, t.call_sign, t.community_code)
    is distinct from (s.kind, s.call_sign, s.community_code)
) as comparison(differs)
