"""Pages of questionnaires. Each view is a form, an action or a query, and a response."""
