-- $1 a version of the incidents: what the later ones changed, as far as it is listed
select version, signs, occurred_from, easting_m, northing_m, synthetic
from incident_change
where version > $1
order by version
