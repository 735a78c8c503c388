"""Short keys for URIs of concepts: the last segment, as it stands in addresses of pages and of REST."""


def key_of(uri: str) -> str:
    """Return the last segment of a URI.

    >>> key_of("http://data.europa.eu/esco/isco/C2654"), key_of("urn:wending:skill:lassen")
    ('C2654', 'lassen')
    """
    return uri.replace(":", "/").rsplit("/", 1)[-1]
