-- What a source's citation tells.
select key, csl, bibtex, reference from source where key = :source
