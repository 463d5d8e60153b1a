-- $1 run, or null for all: the citations, the latest first
select parameters::text, summary::text, code_version, cited_by, cited_at, note
from hotspot_citation join hotspot_run on id = run_id
where $1::text is null or run_id = $1
order by cited_at desc, run_id
