-- Arrays of one entry per fix: $1 duties, $2 times, $3 sequences, $4 longitudes, $5 latitudes, $6 accuracies, $7 speeds,
-- $8 headings, $9 battery shares, $10 marks; $11 now. Returns the identity of each fix that was not stored before.
insert into fix (unit_id, duty_id, fix_time, sequence, position, accuracy_m, speed_mps, heading_deg, battery_share, mark, received_at)
select duty.unit_id, duty.id, f.fix_time, f.sequence, ST_SetSRID(ST_MakePoint(f.lon_deg, f.lat_deg), 4326),
  f.accuracy_m, f.speed_mps, f.heading_deg, f.battery_share, f.mark, $11
from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::double precision[], $5::double precision[],
    $6::real[], $7::real[], $8::real[], $9::real[], $10::text[])
  as f (duty_id, fix_time, sequence, lon_deg, lat_deg, accuracy_m, speed_mps, heading_deg, battery_share, mark)
  join duty on duty.id = f.duty_id
on conflict (unit_id, fix_time, sequence) do nothing
returning duty_id, fix_time, sequence
