-- $1 first UTC day that is kept. How many days were dropped.
select drop_fix_partitions_before($1::date)
