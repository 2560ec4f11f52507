"""What people and the clock can make happen: one function, one transaction."""
