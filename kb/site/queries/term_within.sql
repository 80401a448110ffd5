-- A term with all that it includes, however deep.
with recursive family(term) as (
  select :term
  union
  select b.term from term_broader b join family f on f.term = b.broader
)
