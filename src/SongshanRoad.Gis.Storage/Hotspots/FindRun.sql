-- $1 run
select summary::text from hotspot_run where id = $1
