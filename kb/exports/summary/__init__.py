"""Evidence summaries: documents made of what a selection holds, in four formats."""
