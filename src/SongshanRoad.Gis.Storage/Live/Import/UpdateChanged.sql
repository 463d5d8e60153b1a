update unit t
set kind = s.kind, call_sign = s.call_sign, community_code = s.community_code
from staged_unit s
where t.code = s.code
  and (t.kind, t.call_sign, t.community_code)
    is distinct from (s.kind, s.call_sign, s.community_code)
