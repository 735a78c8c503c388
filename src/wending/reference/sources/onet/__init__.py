"""O*NET, the American database of occupations."""
