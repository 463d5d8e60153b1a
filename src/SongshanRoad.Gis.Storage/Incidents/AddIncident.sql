-- $1 category, $2 from, $3 to or null, $4 reported by, $5 lon, $6 lat (WGS-84 degrees), $7 now
insert into incident (source, category_code, occurred_from, occurred_to, reported_by, progress, position, recorded_at)
values ('desk', $1, $2, $3, $4, 'open', ST_SetSRID(ST_MakePoint($5, $6), 4326), $7)
returning id
