-- Judgements on how a study was conducted.
select a.*, r.citation, a.source as source_key
from appraisal a left join source r on r.key = a.source
where a.study = :study order by a.rowid
