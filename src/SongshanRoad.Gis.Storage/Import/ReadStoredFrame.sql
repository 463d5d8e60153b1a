-- The district's outline and its streets, against which the datum of a new file is checked; null where none are stored.
select
  (select ST_Union(shape) from place where kind = 'district'),
  (select ST_Collect(centre_line) from street_segment)
