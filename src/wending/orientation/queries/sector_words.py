"""What the sectors of the embedded catalogue, a division of our own, are called on every page."""

from django.utils.translation import gettext_lazy as _

SECTORS = {
    "bouw": _("Bouw"),
    "groen-en-dieren": _("Groen en dieren"),
    "handel": _("Winkels en handel"),
    "horeca-en-voeding": _("Horeca en voeding"),
    "ict": _("ICT"),
    "industrie-en-ambacht": _("Industrie en ambacht"),
    "kantoor-geld-en-recht": _("Kantoor, geld en recht"),
    "logistiek-en-vervoer": _("Logistiek en vervoer"),
    "overheid-en-veiligheid": _("Overheid en veiligheid"),
    "schoonmaak-en-beheer": _("Schoonmaak en beheer"),
    "techniek": _("Techniek"),
    "uiterlijk-cultuur-en-sport": _("Uiterlijk, cultuur en sport"),
    "welzijn-en-onderwijs": _("Welzijn en onderwijs"),
    "wetenschap": _("Wetenschap"),
    "zorg": _("Zorg"),
}


def sector_name(key: str) -> str:
    """Return what a sector is called in the language of the page; a key that is not known stands for itself."""
    return str(SECTORS.get(key, key))
