-- $1 kind or null, $2 part of the name or null, $3 limit
select id
from place
where ($1::text is null or kind = $1) and ($2::text is null or name ilike '%' || replace(replace(replace($2, '\', '\\'), '%', '\%'), '_', '\_') || '%')
order by name, id
limit $3
