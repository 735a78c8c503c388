"""Tables of the reference data: one noun per file. Every row belongs to a release of its source."""

from wending.reference.models.broader import Broader
from wending.reference.models.concept import Concept
from wending.reference.models.element import Element
from wending.reference.models.label import Label
from wending.reference.models.link import Link
from wending.reference.models.occupation import Occupation
from wending.reference.models.occupation_skill import OccupationSkill
from wending.reference.models.onet_occupation import OnetOccupation
from wending.reference.models.onet_text import OnetText
from wending.reference.models.release import Release
from wending.reference.models.skill import Skill
from wending.reference.models.skill_relation import SkillRelation
from wending.reference.models.text import Text
from wending.reference.models.trait import Trait

__all__ = [
    "Broader",
    "Concept",
    "Element",
    "Label",
    "Link",
    "Occupation",
    "OccupationSkill",
    "OnetOccupation",
    "OnetText",
    "Release",
    "Skill",
    "SkillRelation",
    "Text",
    "Trait",
]
