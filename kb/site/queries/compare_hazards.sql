-- Hazards, and how many of the controls against each two documents name.
select hazard, hazard_text, count(distinct control) as n_controls,
  max(hazard_named) filter (where document_id = :left) as left_named,
  max(hazard_named) filter (where document_id = :right) as right_named,
  sum(covered) filter (where document_id = :left) as left_covered,
  sum(covered) filter (where document_id = :right) as right_covered
from safety_matrix where document_id in (:left, :right)
group by hazard
having left_named + right_named + left_covered + right_covered > 0
order by hazard_text
