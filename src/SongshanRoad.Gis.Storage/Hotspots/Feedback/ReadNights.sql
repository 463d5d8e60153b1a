-- $1 first night: the nights recorded from then on
select night from patrol_night where night >= $1 order by night
