-- What CountSuperseded.sql counts
delete from street_segment t
where not exists (select from staged_segment s where s.external_id = t.external_id)
  and (exists (select from staged_segment s where s.feature_id = t.external_id and s.source = t.source)
    or exists (select from staged_segment s where s.feature_id = regexp_replace(t.external_id, '/[0-9]+$', '') and s.source = t.source))
