"""Europass: CVs in XML, as the platform of today and the one before 2020 write them, also inside a PDF."""
