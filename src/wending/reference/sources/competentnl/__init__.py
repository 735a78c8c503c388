"""Importer of CompetentNL, the Dutch language of skills."""
