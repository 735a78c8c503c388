"""Files of surveys and registers, read by a documented mapping."""
