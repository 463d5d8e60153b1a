-- $1 run
delete from hotspot_citation where run_id = $1
