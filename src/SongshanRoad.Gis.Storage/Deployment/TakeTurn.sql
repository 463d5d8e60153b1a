-- $1 what the turn is about
select pg_advisory_xact_lock(hashtextextended($1, 4101030110041))
