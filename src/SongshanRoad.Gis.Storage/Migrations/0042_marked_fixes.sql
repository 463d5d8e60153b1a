-- Finds the few fixes of a night that are not believed without reading those that are.
create index fix_marked on fix (duty_id, fix_time) where mark is not null;
