-- All sources.
select * from source_list order by citation, year, source_key
