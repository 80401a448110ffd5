-- Every source that has the words, with what of the asked it misses.
with found as (
  select s.key, s.citation, s.type, s.standing, s.year,
    case when s.year is null then 'none' else (s.year / 10 * 10) || 's' end as decade,
    case when exists (select 1 from study_report p where p.source = s.key) then 'study'
      when exists (select 1 from document d where d.source = s.key) then 'document'
      else 'context' end as role
  from source s
  where :words is null or s.rowid in (select rowid from source_fts where source_fts match :words)
),
fit as materialized (
  select *, coalesce(:type, type) <> type as type_missed,
    coalesce(:decade, decade) <> decade as decade_missed,
    coalesce(:standing, standing) <> standing as standing_missed,
    coalesce(:role, role) <> role as role_missed
  from found
)
