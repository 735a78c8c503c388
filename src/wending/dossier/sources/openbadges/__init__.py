"""Open Badges: what an organisation says that someone achieved, signed, as a file or baked into a picture."""
