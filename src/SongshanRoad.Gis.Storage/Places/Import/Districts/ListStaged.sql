-- The districts of the file
select external_id, name
from staged_place
order by line
