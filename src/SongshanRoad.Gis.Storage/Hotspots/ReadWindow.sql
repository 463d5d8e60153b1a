-- The study window: the union of the stored districts, or null
select ST_Union(shape_metric) from place where kind = 'district'
