-- $1 night or null, $2 route id or null. One row per leg, in walking order.
select route.id, route.name, unit.code, unit.call_sign, unit.community_code, route.night, route.published_at,
  leg.place_id, leg.name, leg.length_m, leg.line, leg.line_metric
from route
  join unit on unit.id = route.unit_id
  join route_leg leg on leg.route_id = route.id
where ($1::date is null or route.night = $1) and ($2::uuid is null or route.id = $2)
order by unit.call_sign, route.created_at, route.id, leg.ordinal
