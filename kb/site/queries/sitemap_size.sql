-- How many records have a page.
select (select count(*) from claim) + (select count(*) from document)
  + (select count(*) from guidance) + (select count(*) from source)
  + (select count(*) from study) + (select count(*) from term) as n
