-- $1 z, $2 x, $3 y. The places a patrol is for.
with tile as (
  select ST_TileEnvelope($1, $2, $3) as box, ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), 4326) as box_wgs84
),
found as (
  select place.*, ST_AsMVTGeom(ST_Transform(shape, 3857), tile.box, 4096, 256) as geom
  from place, tile
  where kind in ('alley', 'courtyard', 'school', 'schoolPerimeter', 'venue', 'troubleArea') and shape && box_wgs84
),
alley as (
  select id, name, round(ST_Length(shape_metric)::numeric, 1)::double precision as "lengthM", reality, accuracy_m as "accuracyM", geom
  from found
  where kind = 'alley'
),
courtyard as (
  select id, name, attributes->>'managedBy' as "managedBy", reality, accuracy_m as "accuracyM", geom
  from found
  where kind = 'courtyard'
),
school as (
  select id, name, reality, accuracy_m as "accuracyM", geom
  from found
  where kind = 'school'
),
school_perimeter as (
  select id, name, reality, accuracy_m as "accuracyM", geom
  from found
  where kind = 'schoolPerimeter'
),
venue as (
  select id, name, attributes->>'class' as class, reality, accuracy_m as "accuracyM", geom
  from found
  where kind = 'venue'
),
trouble_area as (
  select id, name, attributes->>'stage' as stage, reality, accuracy_m as "accuracyM", geom
  from found
  where kind = 'troubleArea'
)
select
  coalesce((select ST_AsMVT(alley, 'alley', 4096, 'geom', 'id') from alley), '')
  || coalesce((select ST_AsMVT(courtyard, 'courtyard', 4096, 'geom', 'id') from courtyard), '')
  || coalesce((select ST_AsMVT(school, 'school', 4096, 'geom', 'id') from school), '')
  || coalesce((select ST_AsMVT(school_perimeter, 'schoolPerimeter', 4096, 'geom', 'id') from school_perimeter), '')
  || coalesce((select ST_AsMVT(venue, 'venue', 4096, 'geom', 'id') from venue), '')
  || coalesce((select ST_AsMVT(trouble_area, 'troubleArea', 4096, 'geom', 'id') from trouble_area), '')
