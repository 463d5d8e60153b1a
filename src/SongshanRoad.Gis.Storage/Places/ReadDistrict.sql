-- The district, or a row of nulls but for the bounds when none is stored
select
  (select name from place where kind = 'district' order by id limit 1),
  (select code from place_code join place on place.id = place_id where kind = 'district' order by place_code.valid_from desc limit 1),
  coalesce((select ST_Extent(shape)::geometry from place where kind = 'district'),
           (select ST_Extent(centre_line)::geometry from street_segment),
           (select area_wgs84 from deployment)),
  exists (select from incident where synthetic) or exists (select from place where reality = 'invented')
