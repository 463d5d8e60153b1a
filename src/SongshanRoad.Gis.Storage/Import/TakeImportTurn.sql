-- Held until the transaction ends. The number is arbitrary, but the same for every import.
select pg_try_advisory_xact_lock(4101030110001)
