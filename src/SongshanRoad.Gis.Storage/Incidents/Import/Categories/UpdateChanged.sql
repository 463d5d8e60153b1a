update incident_category t
set parent_code = s.parent_code, name_zh = s.name_zh, name_en = s.name_en, sort = s.sort
from staged_category s
where t.code = s.code
  and (t.parent_code, t.name_zh, t.name_en, t.sort)
    is distinct from (s.parent_code, s.name_zh, s.name_en, s.sort)
