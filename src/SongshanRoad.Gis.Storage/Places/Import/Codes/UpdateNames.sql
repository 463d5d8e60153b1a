-- Runs also when no name differs: a change of places is what raises the layer's version, and the codes are shown with them.
update place p
set full_name = coalesce(s.full_name, p.full_name),
  name = case when p.name = '未命名' then coalesce(s.name, p.name) else p.name end
from staged_community s
where p.id = s.place_id
  and (p.full_name is distinct from coalesce(s.full_name, p.full_name) or (p.name = '未命名' and s.name is not null))
