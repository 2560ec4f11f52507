"""Reports that people read: what has to be said, and in which words."""
