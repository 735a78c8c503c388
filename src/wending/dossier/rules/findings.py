"""What a reader or writer of files has to say: what is wrong or left out, where, and what to do. Never lost in silence.

The sentences are Dutch message ids; who shows them translates them with gettext and fills in `params`. A *finding*
goes along with what was read; a *refusal* means that nothing was read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence so that it is found for translation; pure rooms do not translate."""
    return text


_ = gettext_noop
_AGAIN = _("Bewaar of download het bestand opnieuw.")
_NOTHING = _("Je hoeft niets te doen.")
_CHECK = _("Kijk het na en vul het zelf aan.")
_ISSUER = _("Vraag de uitgever om een nieuw bewijs.")
_ASK = _("Vraag het na bij de uitgever als het belangrijk is.")

# Code -> what is wrong or left out, and what to do about it.
MESSAGES: Mapping[str, tuple[str, str]] = {
    # The whole file.
    "empty": (_("Het bestand is leeg."), _("Kies een ander bestand.")),
    "too_large": (
        _("Het bestand is te groot: %(size)s MB. We lezen hooguit %(limit)s MB."),
        _("Kies een kleiner bestand."),
    ),
    "unknown": (
        _("We herkennen dit bestand niet."),
        _("Kies een bestand van Europass, JSON Resume, LinkedIn, een open badge of een Europees bewijs."),
    ),
    "nothing": (_("In dit bestand staat niets dat we kunnen overnemen."), _("Kies een ander bestand.")),
    "not_text": (_("Dit is geen leesbare tekst."), _AGAIN),
    "not_json": (_("Dit is geen goede JSON. Regel %(line)s klopt niet."), _AGAIN),
    "not_xml": (_("Dit is geen goede XML. Regel %(line)s klopt niet."), _AGAIN),
    "too_deep": (_("Het bestand zit te diep in elkaar."), _AGAIN),
    "too_many": (_("Er staat te veel in het bestand. We lezen er hooguit %(limit)s van."), _("Splits het bestand.")),
    "entities": (_("In het bestand staan verwijzingen die er niet horen. We lezen het niet."), _AGAIN),
    "bomb": (_("Het bestand wordt bij het uitpakken veel te groot. We lezen het niet."), _AGAIN),
    "paths": (_("In het zipbestand staan bestanden op een verkeerde plek. We lezen het niet."), _AGAIN),
    "password": (_("Er zit een wachtwoord op het bestand."), _("Bewaar het zonder wachtwoord.")),
    "broken": (_("Het bestand is kapot."), _AGAIN),
    "too_slow": (_("Het lezen van het bestand kost te veel tijd."), _AGAIN),
    "cv_text": (
        _("In dit bestand zit geen Europass-cv dat een computer kan lezen."),
        _("Laat ons de tekst lezen: kies 'Een tekst of cv'."),
    ),
    "no_picture_badge": (_("In dit plaatje zit geen badge."), _("Download de badge opnieuw bij de uitgever.")),
    "badge_2": (
        _("Dit is een oude badge (Open Badges %(version)s). Die kunnen we niet nakijken."),
        _("Vraag de uitgever om een badge van versie 3.0."),
    ),
    "cannot_write": (_("Er is niets om te bewaren in dit formaat."), _("Kies meer onderdelen van je dossier.")),
    # A part of a file.
    "not_kept": (_("Dit lezen we niet: %(what)s."), _NOTHING),
    "privacy": (_("Dit nemen we niet over: %(what)s. Het is hier niet nodig."), _NOTHING),
    "bad_date": (_("Deze datum begrijpen we niet: %(value)s."), _CHECK),
    "end_before_start": (_("Het einde ligt voor het begin: %(value)s."), _CHECK),
    "bad_shape": (_("Dit onderdeel staat er anders in dan het hoort: %(what)s."), _CHECK),
    "bad_link": (_("Dit webadres nemen we niet over: %(value)s."), _CHECK),
    "bad_level": (_("Dit niveau begrijpen we niet: %(value)s."), _CHECK),
    "cut": (_("Deze tekst is te lang. We nemen het begin over: %(limit)s tekens."), _CHECK),
    "no_name": (_("Dit onderdeel heeft geen naam. We nemen het niet over."), _CHECK),
    "missing_part": (_("Dit bestand zit niet in de zip: %(what)s."), _("Vraag de hele download aan.")),
    "not_held": (_("Dit past niet in dit formaat: %(what)s."), _("Kies een ander formaat als je dit mee wilt geven.")),
    "claim_not_held": (
        _("Dit formaat zegt niet wie je vaardigheden bevestigt. Ze staan er als je eigen mening in."),
        _("Gebruik het vaardighedenpaspoort als je dit mee wilt geven."),
    ),
    "signature_not_held": (
        _("De handtekening van dit bewijs past niet in dit formaat."),
        _("Geef het bewijs zelf mee als iemand het moet nakijken."),
    ),
    "letters_not_held": (_("Deze letters kunnen we niet afdrukken: %(what)s."), _("Schrijf het met andere letters.")),
    # A credential that is refused.
    "not_badge": (_("Dit is geen badge of bewijs dat we kennen."), _("Kies een badge van Open Badges 3.0.")),
    "bad_signature": (_("De handtekening klopt niet. Misschien is het bewijs veranderd."), _ISSUER),
    "bad_proof": (_("De handtekening is niet goed gemaakt: %(what)s."), _ISSUER),
    "expired": (_("Dit bewijs is verlopen op %(date)s."), _ISSUER),
    "not_yet": (_("Dit bewijs geldt pas vanaf %(date)s."), _("Probeer het na die datum opnieuw.")),
    "two_tellings": (_("Het bewijs spreekt zichzelf tegen: %(what)s."), _ISSUER),
    "no_issuer": (_("Er staat niet in wie het bewijs gaf."), _ISSUER),
    # Why a credential is not, or not to the end, verified.
    "key_needs_network": (
        _("Niet gecontroleerd. De sleutel van %(issuer)s staat op internet, en daar kijken we niet."),
        _ASK,
    ),
    "key_not_of_issuer": (
        _("Niet gecontroleerd. We weten niet of de sleutel echt van %(issuer)s is."),
        _ASK,
    ),
    "unknown_proof": (_("Niet gecontroleerd. Dit soort handtekening kennen we niet: %(what)s."), _ASK),
    "unknown_terms": (_("Niet gecontroleerd. Het bewijs gebruikt woorden die we niet kennen: %(what)s."), _ASK),
    "seal_unchecked": (_("Niet gecontroleerd. Het zegel van %(issuer)s kunnen we hier niet nakijken."), _ASK),
    "unsigned": (_("Niemand heeft dit bewijs ondertekend."), _ASK),
    "status_unchecked": (_("We weten niet of %(issuer)s dit bewijs heeft ingetrokken."), _ASK),
    "name_unchecked": (_("De sleutel klopt. Dat de uitgever echt %(issuer)s is, kunnen we niet nakijken."), _ASK),
    "holder_unchecked": (_("We weten niet of dit bewijs over jou gaat. Er staat: %(holder)s."), _ASK),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell: `where` in the file (names or a line), a code of MESSAGES, and what fills its sentence."""

    where: str
    code: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def wrong(self) -> str:
        """What is wrong or left out: a message id, to be translated and then filled with `values`."""
        return MESSAGES[self.code][0]

    @property
    def mend(self) -> str:
        """What to do: a message id without gaps."""
        return MESSAGES[self.code][1]

    @property
    def values(self) -> dict[str, str]:
        """What fills the gaps of `wrong`."""
        return dict(self.params)

    def told(self, say: Callable[[str], str]) -> str:
        """Return what is wrong in a language: `say` translates message ids, also those that fill the sentence."""
        return say(self.wrong) % {name: say(value) if value else "" for name, value in self.params}

    def __str__(self) -> str:
        return f"{self.where}: {self.wrong % self.values} {self.mend}"


def finding(where: str, code: str, **params: object) -> Finding:
    """Return a finding; raise KeyError for a code without message or a gap that is not filled."""
    made = Finding(where, code, tuple((name, str(value)) for name, value in sorted(params.items())))
    str(made)
    return made


class RecordRefused(Exception):
    """Nothing is read or written; `finding` tells why."""

    def __init__(self, where: str, code: str, **params: object) -> None:
        self.finding = finding(where, code, **params)
        super().__init__(str(self.finding))
