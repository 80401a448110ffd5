-- The document of a statement.
select id as statement_id, document as document_id from statement where id = :statement
