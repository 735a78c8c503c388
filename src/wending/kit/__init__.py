"""Small helps without domain words and without Django models: documents, http, clock."""
