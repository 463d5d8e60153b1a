-- $1 SHA-256 of the token
select unit.code, device.datum, device.night
from device join unit on unit.id = device.unit_id
where device.token_hash = $1 and device.revoked_at is null and unit.active
