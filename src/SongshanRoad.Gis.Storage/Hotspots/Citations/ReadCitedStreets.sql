-- $1 run
select alley_id, name, class, line_metric from hotspot_citation_street where run_id = $1 order by ordinal
