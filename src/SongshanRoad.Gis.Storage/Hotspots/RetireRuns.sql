-- $1 now, $2 run to keep. A run nobody stands on is kept for a day, so that open maps can go on showing it; one that is cited stays.
delete from hotspot_run
where id <> $2 and computed_at < $1::timestamptz - interval '1 day'
  and not exists (select from hotspot_citation where run_id = id)
