"""What files that nobody has described seem to hold, and what is left to decide."""
