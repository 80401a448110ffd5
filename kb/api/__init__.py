"""Typed reading of a built file from Python; `import kb` gives all that is meant for users."""
