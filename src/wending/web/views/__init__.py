"""Pages of the shell: home, about, privacy and the like; error pages; files for machines."""
