"""The people of the company: who they are, what they may, and that they leave."""
