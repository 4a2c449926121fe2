"""The windows of Care: logging pain, massage, cold and heat."""
