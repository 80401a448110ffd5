-- Every study that has the words, and what of the asked it misses.
-- :words is an FTS5 expression or null; a population stands for those it includes too.
with recursive asked_population(term) as (
  select :population
  union
  select b.term from asked_population a join term_broader b on b.broader = a.term
),
fit as materialized (
  select s.rowid as study, s.design, s.reading_level, s.population,
    coalesce(:design, s.design) <> s.design as design_missed,
    coalesce(:reading, s.reading_level) <> s.reading_level as reading_missed,
    :population is not null and coalesce(s.population, '') not in
      (select term from asked_population) as population_missed
  from study s
  where :words is null or s.rowid in (select rowid from study_fts where study_fts match :words)
)
