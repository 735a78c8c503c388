"""What is asked of whom by a link for feedback."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.dossier.actions.feedback import MOST_ANSWERS, Asked
from wending.dossier.forms.item_skills import OWN, key_of
from wending.dossier.queries.feedback_words import QUESTIONS, USUAL
from wending.dossier.queries.people_words import GIVERS
from wending.dossier.queries.skills import SkillShown
from wending.dossier.rules.people import Giver

YOU = _("jou")


class AskForm(forms.Form):
    """Checks what is asked; `skills` are those of who asks."""

    giver = forms.ChoiceField(
        label=_("Aan wie vraag je het?"), choices=[(one.value, words) for one, words in GIVERS.items()]
    )
    shown_name = forms.CharField(
        label=_("Hoe noemt deze persoon jou?"),
        help_text=_("Deze naam staat in de vragen."),
        max_length=60,
        error_messages={"required": _("Vul je naam in.")},
    )
    questions = forms.MultipleChoiceField(
        label=_("Welke vragen stel je?"),
        help_text=_("Drie vragen is genoeg."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    skill = forms.ChoiceField(
        label=_("Vraag je ook naar iets wat je kunt?"),
        help_text=_("Dan kan het antwoord bij die vaardigheid staan."),
        required=False,
    )
    most_answers = forms.TypedChoiceField(
        label=_("Hoeveel mensen krijgen deze link?"),
        choices=[("1", _("Een persoon")), ("5", _("Hooguit 5 mensen")), (str(MOST_ANSWERS), _("Hooguit 10 mensen"))],
        coerce=int,
        initial="1",
    )

    def __init__(self, skills: list[SkillShown], name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = {"name": name or str(YOU)}
        self.fields["questions"].choices = [(key, str(text) % called) for key, text in QUESTIONS.items()]  # type: ignore[attr-defined]
        self.fields["skill"].choices = [  # type: ignore[attr-defined]
            ("", _("Nee")),
            *[(key_of(skill.uri, skill.name), skill.name) for skill in skills],
        ]

    def asked(self) -> Asked:
        """Return what is asked."""
        told = self.cleaned_data
        skill = told["skill"]
        return Asked(
            shown_name=told["shown_name"],
            giver=Giver(told["giver"]),
            questions=told["questions"],
            skill_uri="" if skill.startswith(OWN) else skill,
            skill_name=skill.removeprefix(OWN) if skill.startswith(OWN) else "",
            most_answers=told["most_answers"],
        )


def usual(giver: str, name: str) -> dict[str, Any]:
    """Return what the form begins with for this kind of giver."""
    kind = Giver(giver) if giver in set(Giver) else Giver.OTHER
    return {"giver": kind.value, "questions": list(USUAL[kind]), "shown_name": name}
