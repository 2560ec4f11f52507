"""The one place that builds things: from settings to a running desk."""
