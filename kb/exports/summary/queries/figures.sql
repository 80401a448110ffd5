-- Pictures of what is known of the chosen claims.
select claim_id, figure_id, kind, title, description, width, height, svg from figure
where claim_id in (select id from temp.chosen_claim)
order by claim_id, kind desc, figure_id
