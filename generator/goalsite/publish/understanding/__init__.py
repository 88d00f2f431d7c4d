"""The one way from a folder to figures: what is read, with which settings, for which day, and what comes of it."""
