insert into street_segment (external_id, name, class, oneway, foot, car, centre_line, source, accuracy_m, reality, attributes)
select external_id, name, class, oneway, foot, car, centre_line, source, accuracy_m, reality, attributes
from staged_segment s
where not exists (select from street_segment t where t.external_id = s.external_id)
order by line
