-- $1 received before
delete from quarantine where received_at < $1
