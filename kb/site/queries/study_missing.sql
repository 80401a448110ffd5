-- What of a study is not there, and why.
select * from missing_value where study = :study order by reason, name
