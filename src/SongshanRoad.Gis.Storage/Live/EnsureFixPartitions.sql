-- $1 UTC days. Whether each day's partition was made now.
select ensure_fix_partition(day) from unnest($1::date[]) day order by day
