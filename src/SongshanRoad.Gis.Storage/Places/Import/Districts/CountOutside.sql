-- Places and street segments that do not touch the district
select
  (select count(*) from place p where p.kind <> 'district' and not ST_Intersects(p.shape, d.shape)),
  (select count(*) from street_segment s where not ST_Intersects(s.centre_line, d.shape))
from place d
where d.kind = 'district'
