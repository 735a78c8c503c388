"""A group of a school that comes to a host, or a host that comes to a group; who comes along, and what it was worth."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.school.models.group import SchoolGroup
from wending.school.models.offer import Offer, OfferDay
from wending.school.models.person import SchoolPerson
from wending.school.rules.outside import VisitState

_KEPT = "exported; kept by the school as its own administration, unlinked from the account; not in research extracts"


class Visit(models.Model):
    """A request of a school, and what became of it. The host sees `number`, never who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="visits")
    day = models.ForeignKey(OfferDay, on_delete=models.RESTRICT, related_name="visits")
    school = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_visits")
    group = models.ForeignKey(SchoolGroup, null=True, on_delete=models.SET_NULL, related_name="visits")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="asked_visits")
    number = models.PositiveSmallIntegerField()
    companions = EncryptedTextField(blank=True)
    contact = EncryptedTextField(blank=True)
    wish = EncryptedTextField(blank=True)
    wants_names = models.BooleanField(default=False)
    safe_by_school = models.DateTimeField(null=True, blank=True)
    safe_by_host = models.DateTimeField(null=True, blank=True)
    safety = EncryptedTextField(blank=True)
    state = models.CharField(max_length=20, default=VisitState.ASKED.value)
    reply = EncryptedTextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    summary = EncryptedTextField(blank=True)
    back_closed = models.DateTimeField(null=True, blank=True)
    back = models.JSONField(default=dict)
    host_words = EncryptedTextField(blank=True)
    host_again = models.CharField(max_length=10, blank=True)

    personal_owner = "asked_by"
    personal = dict.fromkeys(
        [
            *["id", "offer", "day", "school", "group", "number", "companions", "contact", "wish", "wants_names"],
            *[
                "safe_by_school",
                "safe_by_host",
                "safety",
                "state",
                "reply",
                "made",
                "version",
                "summary",
                "back_closed",
                "back",
            ],
            *["host_words", "host_again"],
        ],
        _KEPT,
    ) | {"asked_by": "exported; unlinked when the account is erased; not in research extracts"}

    def __str__(self) -> str:
        return f"{self.offer} {self.day.day}"


class VisitPlace(models.Model):
    """A place of a day that a visit holds. The unique key decides who was first, whatever happens at once."""

    day = models.ForeignKey(OfferDay, on_delete=models.RESTRICT, related_name="places")
    number = models.PositiveSmallIntegerField()
    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="place")

    personal = dict.fromkeys(["day", "number", "visit"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="school_place_taken_once")]


class VisitLearner(models.Model):
    """A learner who would come along, and the answer of their parent, or their own from sixteen.

    Unknown age counts as below sixteen. `may_name`: the host may see the name. The address goes with the answer's end.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="learners")
    learner = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="visits")
    is_sixteen = models.BooleanField(default=False)
    email = EncryptedTextField(null=True, blank=True)
    asked = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    may_name = models.BooleanField(default=False)
    answered = models.DateTimeField(null=True, blank=True)

    personal_owner = "learner__account"
    personal = dict.fromkeys(
        ["id", "visit", "learner", "is_sixteen", "asked", "answer", "may_name", "answered"], _KEPT
    ) | {"email": "exported; wiped a week after the day, unlinked from the account; not in research extracts"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "learner"], name="school_visit_learner_once")]


class VisitAnswer(models.Model):
    """What one learner says back, by the link of the class. Nobody knows who: no moment, no person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    scores = models.JSONField(default=dict)

    personal = dict.fromkeys(["id", "visit", "scores"], "not about a person who can be found")


class OutsideLink(models.Model):
    """A link without account: to an offer (its host), to one learner's place in a visit (parent or learner), or to the
    look back of a class. Only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="links")
    learner = models.ForeignKey(VisitLearner, null=True, on_delete=models.CASCADE, related_name="links")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.CASCADE, related_name="links")
    until = models.DateTimeField(db_index=True)

    personal = dict.fromkeys(
        ["token_hash", "offer", "learner", "visit", "until"],
        "not exported: opens a private page; erased with what it opens",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offer__isnull=False, learner=None, visit=None)
                | models.Q(offer=None, learner__isnull=False, visit=None)
                | models.Q(offer=None, learner=None, visit__isnull=False),
                name="school_link_to_one",
            )
        ]
