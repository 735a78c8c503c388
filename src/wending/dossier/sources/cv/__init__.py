"""CVs and the skills passport on paper."""
