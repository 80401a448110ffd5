-- A stretch of a document's text, which is there in a private build only.
select substr(text, :start + 1, :end - :start) as text from document where id = :document
