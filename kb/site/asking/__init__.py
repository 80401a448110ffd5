"""What readers ask in words or in SQL, and how the answers are shown."""
