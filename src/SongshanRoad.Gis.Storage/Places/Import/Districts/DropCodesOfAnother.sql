-- $1 name of the district of the file: codes go with a district of the same name only
delete from place_code held
using place p
where held.place_id = p.id and p.kind = 'district' and p.name <> $1
