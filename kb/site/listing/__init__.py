"""Lists that readers narrow, and what they are gathered and counted by."""
