-- $1 id of the district of the file: the other districts in the database
select external_id, name, reality, source
from place
where kind = 'district' and external_id <> $1
order by id
