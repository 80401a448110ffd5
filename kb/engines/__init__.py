"""Other engines over a lake: the same views, from the same definitions."""
