"""What the outbox sends: what is due, what it shows, and when somebody may be disturbed."""
