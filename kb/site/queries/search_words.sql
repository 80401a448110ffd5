-- Texts whose words a search may have meant: the names of terms, and claims.
select label || ' ' || synonyms as text from term
union all
select claim from (select claim from claim order by id limit :size)
