"""What a desk does with a request that has just come in, and why."""
