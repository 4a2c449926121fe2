"""Windows, by its own libraries through ctypes. Imports everywhere; asks the system only when called."""
