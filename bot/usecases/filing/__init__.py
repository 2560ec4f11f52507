"""How a request comes to be: what is filed, what is added, what is like it."""
