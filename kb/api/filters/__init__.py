"""The filters, a method for each kind of record; those of claims are the site's, too."""
