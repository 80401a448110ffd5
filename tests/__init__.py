"""The tests of kb."""
