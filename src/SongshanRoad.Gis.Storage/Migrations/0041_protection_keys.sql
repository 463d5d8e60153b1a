-- The keys that seal session cookies, so that every server of a deployment opens what another has sealed. They open no session by
-- themselves: a session is known by the hash of a key that only its cookie carries.
create table protection_key (
  name text primary key,
  xml text not null
);
