"""The formats, one file each, found by being there; `kb.exports.format` says what they have."""
