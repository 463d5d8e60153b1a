-- $1 number, $2 SHA-256 of the code, $3 now. Nothing for an unknown number or a unit that is not active. The newest four codes stay good, and
-- the one that was last shown: whoever registers as the terminal again and again must not take its code from it.
with known as (
  select terminal.number from terminal join unit on unit.id = terminal.unit_id where terminal.number = $1 and unit.active
), dropped as (
  delete from terminal_code
  where id in (select id from terminal_code where number = $1 order by id desc offset 3)
    and id is distinct from (select id from terminal_code where number = $1 and used_at is not null order by used_at desc, id desc limit 1)
)
insert into terminal_code (number, code_hash, created_at)
select number, $2::bytea, $3::timestamptz from known
