-- The oldest need not come first: the keys themselves say when they count.
select xml from protection_key order by name
