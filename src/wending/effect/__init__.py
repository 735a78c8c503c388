"""Studies of what guidance yields."""
