"""Words of JSON Resume for what a record holds: levels, and kinds that it has no section for."""

from __future__ import annotations

from wending.dossier.rules.record import Kind

# The schema lets any word be a level; these are the ones its own examples use. Our four levels as these words, and
# back, is a choice of our own.
SKILL_WORDS = {1: "Beginner", 2: "Intermediate", 3: "Advanced", 4: "Master"}
# The network of an address that is on no network.
WEB = "Web"
MOTHER_TONGUE = "Native speaker"
DIMENSIONS = ("listening", "reading", "interaction", "production", "writing")
# What `type` of a project is called: "volunteering" is in the schema's own list, the others are ours.
TYPES = {
    "course": Kind.COURSE,
    "care": Kind.CARE,
    "hobby": Kind.HOBBY,
    "learnt-at-work": Kind.LEARNT_AT_WORK,
    "volunteering": Kind.VOLUNTEERING,
}
