"""Numbers without Django: fit, relatedness, routes, rotation, study, text. Each part imports only what it needs."""
