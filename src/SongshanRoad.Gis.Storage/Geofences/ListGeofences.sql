select place.id, place.name, place.kind, geofence.since, geofence.on_enter, geofence.on_leave, geofence.dwell_s, geofence.unit_kinds, place.shape_metric
from geofence join place on place.id = geofence.place_id
-- A place that was imported anew as a point has no inside.
where GeometryType(place.shape) in ('POLYGON', 'MULTIPOLYGON')
order by place.kind, place.name, place.id
