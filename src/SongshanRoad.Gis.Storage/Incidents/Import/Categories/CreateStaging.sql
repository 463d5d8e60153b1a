create temp table staged_category (
  line bigint not null,
  code text not null,
  parent_code text,
  name_zh text not null,
  name_en text not null,
  sort integer not null
) on commit drop
