-- $1 unit code
select call_sign, community_code from unit where code = $1 and active
