"""Loading the history of another help desk, by the same rules as requests filed here."""
