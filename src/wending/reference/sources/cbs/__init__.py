"""CBS (Statistics Netherlands): tables of its open data (OData, versions 3 and 4), saved as JSON."""
