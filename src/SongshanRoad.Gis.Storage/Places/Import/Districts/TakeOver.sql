-- $1 id of the district of the file: it becomes the stored one, which keeps its number
update place set external_id = $1 where kind = 'district' and external_id <> $1
