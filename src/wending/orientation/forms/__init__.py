"""Forms of orientation: what a person fills in, checked and explained at the right place."""

from wending.orientation.forms.education import EducationForm
from wending.orientation.forms.interests import InterestsForm
from wending.orientation.forms.learning import LearningForm
from wending.orientation.forms.outside import OutsideForm
from wending.orientation.forms.skills import TickedSkills
from wending.orientation.forms.text import TextForm, TextItems
from wending.orientation.forms.wishes import WishesForm
from wending.orientation.forms.work import WorkForm

__all__ = [
    "EducationForm",
    "InterestsForm",
    "LearningForm",
    "OutsideForm",
    "TextForm",
    "TextItems",
    "TickedSkills",
    "WishesForm",
    "WorkForm",
]
