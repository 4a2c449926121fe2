"""Adapters for the disk: settings file, ledger, readers of exercise and routine files."""
