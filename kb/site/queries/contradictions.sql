-- Where claims, or pieces of guidance, contradict each other.
select * from relation_overview where kind = 'contradicts' order by record, from_text
