-- $1 run, $2 who, $3 now, $4 note, $5 outline, $6 easting m, $7 northing m, $8 from, $9 to (local times, or both empty)
insert into hotspot_citation (run_id, cited_by, cited_at, note, outline_metric, easting_m, northing_m, occurred_from, occurred_to)
select $1, $2, $3, $4, $5, $6, $7, $8, $9
from hotspot_run where id = $1
on conflict (run_id) do nothing
returning run_id
