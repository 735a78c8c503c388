"""Tables of the reference data: one noun per file. Every row belongs to a release of its source."""

from wending.reference.models.admission_rule import AdmissionRule
from wending.reference.models.broader import Broader
from wending.reference.models.code import Code
from wending.reference.models.code_link import CodeLink
from wending.reference.models.concept import Concept
from wending.reference.models.concept_match import ConceptMatch
from wending.reference.models.education_level import EducationLevel
from wending.reference.models.element import Element
from wending.reference.models.figure import Figure
from wending.reference.models.funding import Funding
from wending.reference.models.label import Label
from wending.reference.models.link import Link
from wending.reference.models.move import Move
from wending.reference.models.need import Need
from wending.reference.models.occupation import Occupation
from wending.reference.models.occupation_skill import OccupationSkill
from wending.reference.models.offer import Offer
from wending.reference.models.onet_occupation import OnetOccupation
from wending.reference.models.onet_text import OnetText
from wending.reference.models.programme import Programme
from wending.reference.models.programme_occupation import ProgrammeOccupation
from wending.reference.models.programme_skill import ProgrammeSkill
from wending.reference.models.region import Region
from wending.reference.models.release import Release
from wending.reference.models.school_profile import SchoolProfile
from wending.reference.models.skill import Skill
from wending.reference.models.skill_relation import SkillRelation
from wending.reference.models.study_cost import StudyCost
from wending.reference.models.study_way import StudyWay
from wending.reference.models.subject import Subject
from wending.reference.models.subject_demand import SubjectDemand
from wending.reference.models.text import Text
from wending.reference.models.trait import Trait

__all__ = [
    "AdmissionRule",
    "Broader",
    "Code",
    "CodeLink",
    "Concept",
    "ConceptMatch",
    "EducationLevel",
    "Element",
    "Figure",
    "Funding",
    "Label",
    "Link",
    "Move",
    "Need",
    "Occupation",
    "OccupationSkill",
    "Offer",
    "OnetOccupation",
    "OnetText",
    "Programme",
    "ProgrammeOccupation",
    "ProgrammeSkill",
    "Region",
    "Release",
    "SchoolProfile",
    "Skill",
    "SkillRelation",
    "StudyCost",
    "StudyWay",
    "Subject",
    "SubjectDemand",
    "Text",
    "Trait",
]
