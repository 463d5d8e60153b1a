-- How long patrols were where: minutes by community and duty night, all units together, so that nothing of any patroller is left in it.
-- It outlives the positions, which are dropped after a set time.
create table patrol_night (
  night date primary key
);

create table patrol_presence (
  night date not null references patrol_night (night) on delete cascade,
  community_id bigint not null references place (id) on delete cascade,
  minutes double precision not null check (minutes >= 0),
  primary key (night, community_id)
);
