"""Charts of History: what they show as plain data, where it goes, and how it is painted on a screen or on paper."""
