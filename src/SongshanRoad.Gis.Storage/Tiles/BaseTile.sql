-- $1 z, $2 x, $3 y. The muted base map: fewer things the further away.
with tile as (
  select ST_TileEnvelope($1, $2, $3) as box, ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), 4326) as box_wgs84
),
district as (
  select id, name, reality, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 256) as geom
  from place, tile
  where kind = 'district' and shape && box_wgs84
),
community as (
  select id, name, (select code from place_code where place_id = place.id and issuer = 'NBS' order by valid_from desc limit 1) as code,
    reality, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 256) as geom
  from place, tile
  where kind = 'community' and shape && box_wgs84
),
community_label as (
  select id, name, reality, ST_AsMVTGeom(ST_Transform(ST_PointOnSurface(shape), 3857), tile.box, 4096, 256) as geom
  from place, tile
  where kind = 'community' and shape && box_wgs84
),
street as (
  select id, name, class, reality, ST_AsMVTGeom(ST_Transform(centre_line, 3857), tile.box, 4096, 256) as geom
  from street_segment, tile
  where centre_line && box_wgs84
    and ($1 >= 13 or class in ('motorway', 'trunk', 'primary', 'secondary', 'tertiary'))
),
building as (
  select id, reality, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 64) as geom
  from basemap_feature, tile
  where kind = 'building' and $1 >= 14 and shape && box_wgs84
),
green as (
  select id, name, reality, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 64) as geom
  from basemap_feature, tile
  where kind = 'green' and shape && box_wgs84
),
water as (
  select id, name, reality, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 64) as geom
  from basemap_feature, tile
  where kind = 'water' and shape && box_wgs84
),
landmark as (
  select id, name, class, reality, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 256) as geom
  from basemap_feature, tile
  where kind = 'landmark' and $1 >= 13 and shape && box_wgs84
)
select
  coalesce((select ST_AsMVT(district, 'district', 4096, 'geom', 'id') from district), '')
  || coalesce((select ST_AsMVT(community, 'community', 4096, 'geom', 'id') from community), '')
  || coalesce((select ST_AsMVT(community_label, 'communityLabel', 4096, 'geom', 'id') from community_label), '')
  || coalesce((select ST_AsMVT(green, 'green', 4096, 'geom', 'id') from green), '')
  || coalesce((select ST_AsMVT(water, 'water', 4096, 'geom', 'id') from water), '')
  || coalesce((select ST_AsMVT(building, 'building', 4096, 'geom', 'id') from building), '')
  || coalesce((select ST_AsMVT(street, 'street', 4096, 'geom', 'id') from street), '')
  || coalesce((select ST_AsMVT(landmark, 'landmark', 4096, 'geom', 'id') from landmark), '')
