"""The components that windows are built of."""
