<<<<<<< HEAD
"""What people at a school fill in."""
=======
"""Forms of school."""
>>>>>>> main
