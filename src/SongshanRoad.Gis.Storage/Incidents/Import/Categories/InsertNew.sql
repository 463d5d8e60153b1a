insert into incident_category (code, parent_code, name_zh, name_en, sort)
select code, parent_code, name_zh, name_en, sort
from staged_category s
where not exists (select from incident_category t where t.code = s.code)
order by line
