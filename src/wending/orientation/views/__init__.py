"""Pages of orientation. Each view is a form, an action or a query, and a response."""
