-- A unit has one duty at a time: a track that overlaps another duty of its unit is taken out whole.
delete from staged_fix s
using unit u, duty other
where u.code = s.unit_code and other.unit_id = u.id and other.id <> s.duty_id
  and tstzrange(other.started_at, other.ended_at) && tstzrange(s.started_at, s.ended_at)
returning s.line, 'duty-overlap', to_char(other.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), 0::bigint
