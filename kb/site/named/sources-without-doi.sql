-- title: Sources without DOI
-- about: Sources that give no DOI, with what else they may be found by.
-- choose type: Type = select distinct type from source order by type
-- choose address: PubMed id or address = none, some
select source_key, citation, title, year, type, pmid, url
from source_list
where doi is null
  and (:type = '' or type = :type)
  and (:address = '' or (:address = 'none') = (pmid is null and url is null))
order by year is null, year desc, source_key
