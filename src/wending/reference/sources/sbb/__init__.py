"""SBB: chance of work and of a placement per qualification and region."""
