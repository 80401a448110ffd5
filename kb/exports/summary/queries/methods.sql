-- How the evidence on the chosen claims was come by: what was read, searched and pooled.
select 'reading' as what, reading_level as word, count(*) as n from study
  where id in (select study from evidence_line where claim in (select id from temp.chosen_claim))
  group by reading_level
union all
select 'search', searched, count(*) from contrary_search
  where claim in (select id from temp.chosen_claim) group by searched
union all
select 'model', model, count(*) from synthesis
  where claim in (select id from temp.chosen_claim) group by model
union all
select 'derived', 'derived', count(*) from finding
  where derivation = 'derived' and id in (
    select finding from evidence_line where claim in (select id from temp.chosen_claim))
  having count(*) > 0
order by 1, 3 desc, 2
