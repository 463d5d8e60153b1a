insert into unit (code, kind, call_sign, community_code)
select code, kind, call_sign, community_code
from staged_unit s
where not exists (select from unit t where t.code = s.code)
order by line
