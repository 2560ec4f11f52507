"""What Slack's own app does when a person uses it."""
