"""What a record of experience and learning is, in pure Python."""
