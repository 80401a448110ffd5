-- include dose_given
-- How many doses each choice would show, the other staying as it is.
select 'part' as facet, part as value, part as label, count(*) as n from given
  where :population is null or population_id = :population group by part
union all
select 'population', population_id, population_label, count(*) from given
  where population_id is not null and (:part is null or part = :part) group by population_id
order by facet, n desc, label
