select external_id, name, class, oneway, foot, car, centre_line_metric from street_segment order by id
