-- $1 name, $2 XML
insert into protection_key (name, xml) values ($1, $2) on conflict (name) do nothing
