-- The versions of one claim, oldest first.
select version, date, current, n_changes from claim_version where claim = :claim order by position
