-- Every piece of guidance, and what of the asked it misses.
with fit as (
  select g.id, g.kind, g.text, g.population,
    coalesce(:kind, g.kind) <> g.kind as kind_missed,
    coalesce(:population, g.population, '') <> coalesce(g.population, '') as population_missed,
    :document is not null and not exists (
      select 1 from guidance_statement gs join statement s on s.id = gs.statement
      where gs.guidance = g.id and s.document = :document) as document_missed
  from guidance g
)
