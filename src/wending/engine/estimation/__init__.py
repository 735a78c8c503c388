"""Effects of what was done: estimates with errors, and the looks at whether they can be believed.

Works on arrays only; who may see whose data, and texts, are of the domain `effect`.
"""
