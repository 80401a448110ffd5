"""Records as references: in citation styles for people, in the formats of reference managers."""
