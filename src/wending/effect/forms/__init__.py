<<<<<<< HEAD
"""Forms of researchers: approaches, plans, and the moments of a study."""
=======
"""Forms of effect."""
>>>>>>> f-report
