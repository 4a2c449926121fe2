"""Making routines and exercises."""
