<<<<<<< HEAD
"""Pages of the effect office."""
=======
"""Pages of effect."""
>>>>>>> f-report
