"""Alarms on APScheduler inside the Qt loop."""
