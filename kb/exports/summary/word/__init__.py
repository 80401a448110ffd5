"""What a Word file is made of: paragraphs, tables, pictures, styles, and the package of them."""
