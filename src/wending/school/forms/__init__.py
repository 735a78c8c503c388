"""Forms of schools: what people type, checked."""

"""What people at a school fill in."""
"""Forms of school."""
