"""In: a payload becomes one call of one use case."""
