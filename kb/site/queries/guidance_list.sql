-- include guidance_fit
-- Guidance asked for: of each kind so many, from a place on.
, placed as (
  select id, kind, count(*) over (partition by kind) as n_kind,
    row_number() over (partition by kind order by text, id) as place
  from fit where not (kind_missed or population_missed or document_missed)
)
select o.guidance_id, o.kind, o.text, o.population, o.strength, o.detail, placed.n_kind,
  b.population as population_id,
  (select json_group_array(json_object('id', d.id, 'title', d.title))
    from json_each(o.document_ids) e join document d on d.id = e.value) as documents
from placed
join guidance_overview o on o.guidance_id = placed.id
join guidance b on b.id = placed.id
where placed.place > :skip and placed.place <= :skip + :size
order by placed.n_kind desc, o.kind, placed.place
