"""What keeps the desk in order: gaps, messages that are missing, the audit log, personal data."""
