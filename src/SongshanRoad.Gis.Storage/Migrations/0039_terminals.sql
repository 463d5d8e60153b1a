-- Terminals of patrol cars (JT/T 808). What tells one from others is the number in the head of its messages, kept without leading
-- zeros: the editions of the standard write it with 12 and with 20 digits.
create table terminal (
  number text primary key check (number ~ '^[1-9][0-9]{0,19}$'),
  unit_id integer not null references unit (id),
  datum text not null check (datum in ('wgs84', 'gcj02', 'bd09')),
  created_at timestamptz not null
);

create index terminal_unit on terminal (unit_id);

-- The codes that registrations of a terminal were answered with: several, as the answer with the newest may have been lost.
create table terminal_code (
  id bigint generated always as identity primary key,
  number text not null references terminal (number) on delete cascade,
  code_hash bytea not null unique check (length(code_hash) = 32),
  created_at timestamptz not null,
  -- When it was last shown.
  used_at timestamptz
);

create index terminal_code_number on terminal_code (number, id);
