-- $1 z, $2 x, $3 y, $4 from, $5 to (exclusive), $6 categories or empty for all
with tile as (
  select ST_TileEnvelope($1, $2, $3) as box, ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), 4326) as box_wgs84,
    ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), (select metric_srid from deployment)) as box_metric
),
incident_feature as (
  select id, category_code as category, (extract(epoch from occurred_from) * 1000)::bigint as "occurredFromMs",
    reported_by as "reportedBy", progress, synthetic,
    ST_AsMVTGeom(ST_Transform(position, 3857), tile.box, 4096, 256) as geom
  from incident, tile
  where position_metric && box_metric and position && box_wgs84
    and occurred_from >= $4::timestamptz and occurred_from < $5::timestamptz
    and (cardinality($6::text[]) = 0 or category_code = any ((select categories_with_kinds($6))::text[]))
  order by occurred_from desc
  limit 20000
)
select coalesce((select ST_AsMVT(incident_feature, 'incident', 4096, 'geom', 'id') from incident_feature), '')
