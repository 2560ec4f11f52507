"""The load: a company that files requests, a desk and a floor that take them, and a Slack."""
