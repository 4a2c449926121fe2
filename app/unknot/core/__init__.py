"""The rules: pure values and functions. No Qt, no clock reads, no files, no translated text."""
