-- $1 id of the district that stays: the one of this id, else the first stored
delete from place
where kind = 'district' and id <> (
  select id from place where kind = 'district' order by external_id <> $1, id limit 1)
