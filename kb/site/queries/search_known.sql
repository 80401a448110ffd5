-- Whether any record has a word.
select
  exists (select 1 from claim_fts where claim_fts match :words)
  or exists (select 1 from statement_fts where statement_fts match :words)
  or exists (select 1 from guidance_fts where guidance_fts match :words)
  or exists (select 1 from term_fts where term_fts match :words)
  or exists (select 1 from source_fts where source_fts match :words)
  or exists (select 1 from study_fts where study_fts match :words) as known
