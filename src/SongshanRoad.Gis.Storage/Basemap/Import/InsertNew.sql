insert into basemap_feature (kind, external_id, name, class, shape, source, accuracy_m, reality, attributes)
select kind, external_id, name, class, shape, source, accuracy_m, reality, attributes
from staged_basemap_feature s
where not exists (select from basemap_feature t where t.kind = s.kind and t.external_id = s.external_id)
order by line
