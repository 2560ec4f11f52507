"""Recognition that does not backfire: few names, good reasons, no ranking of everybody."""
