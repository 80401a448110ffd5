-- A document's headings in reading order.
select * from heading where document = :document order by position
