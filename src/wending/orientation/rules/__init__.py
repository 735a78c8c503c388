"""Pure rules of orientation: the profile of a session, everyday activities, interests, conditions, words of a fit."""
