"""Where a request goes and who gets it, and what is known for deciding that."""
