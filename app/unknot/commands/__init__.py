"""What the command line does besides asking the running app. Each command imports what it needs, no more."""
