"""What leaves the site: exports, references, data, what other programs are told."""
