-- Whoever asks for 盗窃 means all kinds of it: the codes with all those below them. None stays none, which is all.
create function categories_with_kinds(asked text[]) returns text[] language sql stable strict parallel safe as $$
  with recursive wanted as (
    select unnest(asked) as code
    union
    select kind.code from incident_category kind join wanted on kind.parent_code = wanted.code
  )
  select coalesce(array_agg(code order by code), '{}') from wanted
$$;
