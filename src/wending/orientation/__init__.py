"""The main job: from a profile to occupations, gaps and steps, explained."""
