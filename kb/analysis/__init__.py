"""What follows from curated facts by computing: doses in canonical units, levels of certainty."""
