copy fix (unit_id, duty_id, fix_time, sequence, position, accuracy_m, speed_mps, heading_deg, battery_share, mark, received_at) from stdin (format binary)
