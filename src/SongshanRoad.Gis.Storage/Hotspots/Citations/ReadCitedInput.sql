-- $1 run
select outline_metric, easting_m, northing_m, occurred_from, occurred_to from hotspot_citation where run_id = $1
