"""The window that guides a stretch."""
