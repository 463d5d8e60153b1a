select code, parent_code, name_zh, name_en from incident_category where active order by sort, code
