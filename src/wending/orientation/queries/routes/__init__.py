"""Routes from a person to an occupation: choose the programmes, make the world of the engine, tell routes in words."""
