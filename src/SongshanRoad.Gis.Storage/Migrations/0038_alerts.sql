-- Alerts (告警): raised by a rule, taken by an owner, closed. An SOS holds every call of its duty up to the moment when both sides have
-- closed it, in whatever order they arrive.
create table alert (
  id uuid primary key,
  kind text not null check (kind in ('sos', 'fenceEntered', 'fenceLeft')),
  unit_id integer not null references unit (id),
  duty_id uuid not null references duty (id),
  -- Of a fence; its name stays when the place is imported anew or goes.
  place_id bigint references place (id) on delete set null,
  place_name text,
  door text not null check (door <> ''),
  occurred_at timestamptz not null,
  last_reported_at timestamptz not null,
  received_at timestamptz not null,
  time_doubted boolean not null,
  position geometry(Point, 4326),
  position_at timestamptz,
  accuracy_m real check (accuracy_m >= 0),
  escalated_at timestamptz,
  accepted_at timestamptz,
  accepted_by text,
  unit_told_at timestamptz,
  office_closed_at timestamptz,
  unit_closed_at timestamptz,
  -- Positions that came later show that it was not so.
  withdrawn_at timestamptz,
  closed_at timestamptz generated always as (
    case when withdrawn_at is not null then withdrawn_at
      when kind <> 'sos' then office_closed_at
      when office_closed_at is not null and unit_closed_at is not null then greatest(office_closed_at, unit_closed_at) end) stored,
  version bigint not null default 1,
  check ((kind = 'sos') = (place_name is null)),
  check ((position is null) = (position_at is null)),
  check ((accepted_at is null) = (accepted_by is null)),
  check (office_closed_at is null or accepted_at is not null)
);

create unique index alert_open_sos on alert (duty_id) where kind = 'sos' and closed_at is null;
create unique index alert_crossing on alert (duty_id, kind, place_id, occurred_at) where kind <> 'sos' and withdrawn_at is null;
create index alert_duty on alert (duty_id);
create index alert_open on alert (received_at) where closed_at is null;
create index alert_received on alert (received_at);

create table alert_step (
  id bigint generated always as identity primary key,
  alert_id uuid not null references alert (id) on delete cascade,
  at timestamptz not null,
  actor text not null check (actor <> ''),
  action text not null check (action in
    ('raised', 'escalated', 'accepted', 'handedOver', 'unitTold', 'closedByOffice', 'closedByUnit', 'closedForUnit', 'withdrawn', 'calledBefore')),
  note text not null default '' check (length(note) <= 500)
);

create index alert_step_alert on alert_step (alert_id, id);

-- Every server that shows alerts hears of every change, whichever process made it.
create function tell_alert() returns trigger language plpgsql as $body$
begin
  perform pg_notify('alert_changed', new.id::text);
  return null;
end
$body$;

create trigger alert_changed after insert or update on alert
  for each row execute function tell_alert();
