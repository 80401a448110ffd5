-- What the set that a claim was imported from says of it beyond kb's own fields.
select name, value from imported_label where claim = :claim order by name
