-- $1 actor, $2 action, $3 subject, $4 detail as JSON, $5 now
insert into audit (actor, action, subject, detail, at) values ($1, $2, $3, $4::jsonb, $5)
