-- One partition of fix per UTC day, named fix_yyyymmdd, made when the first fix of the day is stored.

-- Attaching takes a weaker lock than "create table … partition of", so that writers of other days do not wait.
create function ensure_fix_partition(day date) returns boolean language plpgsql as $body$
declare partition text := 'fix_' || to_char(day, 'YYYYMMDD');
begin
  if to_regclass(partition) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('fix partitions'));
  -- Another session may have made it meanwhile. A query sees that; to_regclass would answer from its cache.
  if exists (select from pg_inherits join pg_class child on child.oid = inhrelid
             where inhparent = 'fix'::regclass and child.relname = partition) then
    return false;
  end if;
  execute format('create table %I (like fix including defaults including constraints)', partition);
  execute format('alter table fix attach partition %I for values from (%L) to (%L)',
    partition, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
  return true;
end
$body$;

create function drop_fix_partitions_before(first_kept_day date) returns integer language plpgsql as $body$
declare
  partition text;
  dropped integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('fix partitions'));
  for partition in
    select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'fix'::regclass and child.relname < 'fix_' || to_char(first_kept_day, 'YYYYMMDD')
  loop
    execute format('drop table %I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$body$;

-- A device may count from anywhere; a fix is never refused for it.
alter table fix drop constraint fix_sequence_check;

create index duty_unit_started on duty (unit_id, started_at);
