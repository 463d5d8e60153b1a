-- $1 run
select parameters::text, summary::text, code_version from hotspot_run where id = $1
