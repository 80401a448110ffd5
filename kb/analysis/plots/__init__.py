"""What plots show, before any is drawn."""
