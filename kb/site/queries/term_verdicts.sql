-- include term_within
-- Claims on a term or on what it includes, in the role that the term's kind names, by verdict.
select coalesce(v.rating, 'unassessed') as verdict, count(*) as n
from claim c left join verdict v on v.claim = c.id
where case :kind
  when 'population' then c.population in (select term from family)
  when 'intervention' then c.intervention in (select term from family)
  when 'outcome' then c.outcome in (select term from family)
  else c.id in (select b.claim from claim_body_part b join family f on f.term = b.body_part)
end
group by verdict
