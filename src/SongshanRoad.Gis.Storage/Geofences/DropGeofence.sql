-- $1 place
delete from geofence where place_id = $1 returning place_id
