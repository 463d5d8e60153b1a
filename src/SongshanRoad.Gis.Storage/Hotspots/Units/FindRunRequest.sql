-- $1 run
select parameters::text, summary::text from hotspot_run where id = $1
