create temp table staged_unit (
  line bigint not null,
  code text not null,
  kind text not null,
  call_sign text not null,
  community_code text
) on commit drop
