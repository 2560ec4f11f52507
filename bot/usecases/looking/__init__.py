"""What people look at: requests, boards, Homes, and why something is due."""
