-- $1 from, $2 to (exclusive)
select exists (select from incident where occurred_from >= $1 and occurred_from < $2 and synthetic)
