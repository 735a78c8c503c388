<<<<<<< HEAD
"""What people at a school fill in."""
"""Forms of school."""
=======
"""Forms of schools: what people type, checked."""
>>>>>>> s-outside
