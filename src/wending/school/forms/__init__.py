"""Forms of schools: what people type, checked."""
