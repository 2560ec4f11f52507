"""A web page on which people can use the pretend Slack by hand."""
