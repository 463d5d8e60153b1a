insert into place (kind, external_id, name, full_name, shape, source, accuracy_m, reality, attributes)
select kind, external_id, name, full_name, shape, source, accuracy_m, reality, attributes
from staged_place s
where not exists (select from place p where p.kind = s.kind and p.external_id = s.external_id)
order by line
