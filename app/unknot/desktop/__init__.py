"""Adapters for Linux, Windows, macOS, and null ones. Only pick.py asks which system this is."""
