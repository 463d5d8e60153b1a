-- $1 code, $2 kind, $3 call sign, $4 community code or null. A unit of this code is brought up to date.
insert into unit (code, kind, call_sign, community_code) values ($1, $2, $3, $4)
on conflict (code) do update
set kind = excluded.kind, call_sign = excluded.call_sign, community_code = excluded.community_code, active = true
