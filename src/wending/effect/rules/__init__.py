"""Pure rules of studies: no Django, no network, no texts for people."""
