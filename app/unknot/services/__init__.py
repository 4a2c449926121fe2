"""Qt-free flows over the ports: when to ask, how a session runs, what is remembered."""
