-- $1 place
select issuer, code, valid_from, valid_to from place_code where place_id = $1 order by issuer, valid_from
