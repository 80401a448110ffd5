"""The built file in other forms: evidence summaries and interchange formats, one file each."""
