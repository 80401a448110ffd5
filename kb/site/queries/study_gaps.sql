-- Where the reports and records of a study part.
select distinct g.* from gap_report g, json_each(g.records) e
where g.statement_id is null and g.claim_id is null and e.value = :study
order by g.gap_id
