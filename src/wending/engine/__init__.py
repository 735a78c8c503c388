"""Numbers without Django: fit, relatedness, text. Each part imports only what it needs."""
