-- Extension gpkg_rtree_index (OGC 12-128r17, annex F.3) of table $table$: the boxes of all shapes, and the triggers by which a program
-- that edits the file keeps them right. The ST_ functions are that program's.
create virtual table "rtree_$table$_geom" using rtree (id, minx, maxx, miny, maxy);

insert into "rtree_$table$_geom" select fid, minx, maxx, miny, maxy from temp.box;

insert into gpkg_extensions values
  ('$table$', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');

create trigger "rtree_$table$_geom_insert" after insert on "$table$"
when new.geom not null and not ST_IsEmpty(new.geom)
begin
  insert or replace into "rtree_$table$_geom"
  values (new.fid, ST_MinX(new.geom), ST_MaxX(new.geom), ST_MinY(new.geom), ST_MaxY(new.geom));
end;

-- Another shape, the same key.
create trigger "rtree_$table$_geom_update1" after update of geom on "$table$"
when old.fid = new.fid and new.geom not null and not ST_IsEmpty(new.geom)
begin
  insert or replace into "rtree_$table$_geom"
  values (new.fid, ST_MinX(new.geom), ST_MaxX(new.geom), ST_MinY(new.geom), ST_MaxY(new.geom));
end;

-- No shape any more, the same key.
create trigger "rtree_$table$_geom_update2" after update of geom on "$table$"
when old.fid = new.fid and (new.geom isnull or ST_IsEmpty(new.geom))
begin
  delete from "rtree_$table$_geom" where id = old.fid;
end;

-- Another key.
create trigger "rtree_$table$_geom_update3" after update on "$table$"
when old.fid != new.fid and new.geom not null and not ST_IsEmpty(new.geom)
begin
  delete from "rtree_$table$_geom" where id = old.fid;
  insert or replace into "rtree_$table$_geom"
  values (new.fid, ST_MinX(new.geom), ST_MaxX(new.geom), ST_MinY(new.geom), ST_MaxY(new.geom));
end;

-- Another key, and no shape any more.
create trigger "rtree_$table$_geom_update4" after update on "$table$"
when old.fid != new.fid and (new.geom isnull or ST_IsEmpty(new.geom))
begin
  delete from "rtree_$table$_geom" where id in (old.fid, new.fid);
end;

create trigger "rtree_$table$_geom_delete" after delete on "$table$"
when old.geom not null
begin
  delete from "rtree_$table$_geom" where id = old.fid;
end;
