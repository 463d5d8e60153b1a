-- $1 received before
update alert set position = null, position_at = null, accuracy_m = null, version = version + 1
where received_at < $1 and position is not null and closed_at is not null
