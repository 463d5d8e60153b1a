-- Signed-in sessions, so that signing out ends one at once, on whichever phone its cookie has been copied to. The cookie carries the
-- key; only its hash is stored.
create table session (
  key_hash bytea primary key check (length(key_hash) = 32),
  ticket bytea not null,
  expires_at timestamptz not null
);

create index session_expires on session (expires_at);
