-- What the latest versions of the incidents changed, so that a standing overlay need not read a million incidents because of one. A
-- version that changed more than 100 rows is not listed, nor are old ones: whoever finds a gap reads everything.
create table incident_change (
  version bigint primary key,
  -- 1 = came, -1 = went; an edit is both
  signs smallint[] not null,
  occurred_from timestamptz[] not null,
  easting_m double precision[] not null,
  northing_m double precision[] not null,
  synthetic boolean[] not null
);

create function raise_incidents_version() returns trigger language plpgsql as $body$
declare raised bigint;
begin
  update layer_version set version = version + 1 where layer = 'incidents' returning version into raised;
  if tg_op = 'INSERT' then
    insert into incident_change
    select raised, coalesce(array_agg(1::smallint), '{}'), coalesce(array_agg(occurred_from), '{}'),
      coalesce(array_agg(ST_X(position_metric)), '{}'), coalesce(array_agg(ST_Y(position_metric)), '{}'), coalesce(array_agg(synthetic), '{}')
    from (select occurred_from, position_metric, synthetic from added limit 101) few
    having count(*) <= 100;
  elsif tg_op = 'DELETE' then
    insert into incident_change
    select raised, coalesce(array_agg((-1)::smallint), '{}'), coalesce(array_agg(occurred_from), '{}'),
      coalesce(array_agg(ST_X(position_metric)), '{}'), coalesce(array_agg(ST_Y(position_metric)), '{}'), coalesce(array_agg(synthetic), '{}')
    from (select occurred_from, position_metric, synthetic from removed limit 101) few
    having count(*) <= 100;
  elsif tg_op = 'UPDATE' then
    insert into incident_change
    select raised, coalesce(array_agg(sign), '{}'), coalesce(array_agg(occurred_from), '{}'),
      coalesce(array_agg(ST_X(position_metric)), '{}'), coalesce(array_agg(ST_Y(position_metric)), '{}'), coalesce(array_agg(synthetic), '{}')
    from (
      select * from (
        select (-1)::smallint as sign, occurred_from, position_metric, synthetic from removed
        union all
        select 1::smallint, occurred_from, position_metric, synthetic from added) edited
      limit 101) few
    having count(*) <= 100;
  end if;
  delete from incident_change where version <= raised - 1000;
  perform pg_notify('layer_changed', 'incidents:' || raised);
  return null;
end
$body$;

drop trigger incident_changed on incident;
create trigger incident_added after insert on incident
  referencing new table as added for each statement execute function raise_incidents_version();
create trigger incident_edited after update on incident
  referencing old table as removed new table as added for each statement execute function raise_incidents_version();
create trigger incident_removed after delete on incident
  referencing old table as removed for each statement execute function raise_incidents_version();
create trigger incident_emptied after truncate on incident
  for each statement execute function raise_incidents_version();
