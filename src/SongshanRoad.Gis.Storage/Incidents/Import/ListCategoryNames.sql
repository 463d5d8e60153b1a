select code, name_zh, name_en
from incident_category
order by sort, code
