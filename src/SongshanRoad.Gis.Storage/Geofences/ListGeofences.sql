select place.id, place.name, place.kind, geofence.since, geofence.on_enter, geofence.on_leave, geofence.dwell_s, geofence.unit_kinds, place.shape_metric
from geofence join place on place.id = geofence.place_id
order by place.kind, place.name, place.id
