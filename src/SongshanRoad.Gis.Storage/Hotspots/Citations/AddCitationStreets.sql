-- $1 run, $2 alley ids, $3 names, $4 classes, $5 lines
insert into hotspot_citation_street (run_id, ordinal, alley_id, name, class, line_metric)
select $1, ordinal, alley_id, name, class, line
from unnest($2::bigint[], $3::text[], $4::text[], $5::geometry[]) with ordinality as street (alley_id, name, class, line, ordinal)
