-- What is different by now from an older version of one claim.
select part, record, kind, field_name as field, before, now
from claim_change where claim = :claim and version = :version order by rowid
