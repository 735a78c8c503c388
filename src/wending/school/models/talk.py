"""Career talks at school: the moment (the school's), what the learner wrote (theirs), and who responds."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.school.models.person import SchoolPerson
from wending.school.rules.talks import TalkState

_OWN = "exported; erased with the row; not in research extracts"
_KEPT = "exported; kept by the school as its own administration, unlinked from the account; not in research extracts"


class SchoolTalk(models.Model):
    """A talk of a learner with a mentor: when, where, and whether it was held. What was said is not here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="talks")
    mentor = models.ForeignKey(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="talks_held")
    begins = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=15)
    place = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in TalkState], default="planned")
    answer = models.CharField(max_length=10, blank=True)
    held_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "learner__account"
    personal = dict.fromkeys(
        [
            *["id", "learner", "mentor", "begins", "minutes", "place", "state", "answer", "held_on", "version"],
            "made",
        ],
        _KEPT,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "mentor"], condition=models.Q(state="planned"), name="school_talk_planned_once"
            ),
            models.UniqueConstraint(
                fields=["mentor", "begins"], condition=models.Q(state="planned"), name="school_talk_moment_once"
            ),
        ]
        indexes = [models.Index(fields=["learner", "state"], name="school_talk_of")]


class TalkPaper(models.Model):
    """What the learner wrote before and after a talk. `shared` and `told` are when they let the mentor read each.

    `keeps` is their choice for after school: kept for themselves, or gone with leaving.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="talk_papers")
    talk = models.OneToOneField(SchoolTalk, null=True, on_delete=models.SET_NULL, related_name="paper")
    answers: "models.Field[dict[str, str], dict[str, str]]" = EncryptedJSONField(default=dict)
    shared = models.DateTimeField(null=True, blank=True)
    report = EncryptedTextField(blank=True)
    told = models.DateTimeField(null=True, blank=True)
    keeps = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    begun = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "talk", "answers", "shared", "report", "told", "keeps", "version", "begun"], _OWN
    )


class TalkGuest(models.Model):
    """A third in a talk, by a link: a parent or somebody of the workplace. Reads what the learner shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(TalkPaper, on_delete=models.CASCADE, related_name="guests")
    voice = models.CharField(max_length=20)
    name = EncryptedTextField()
    token_hash = models.CharField(max_length=64, db_index=True)
    until = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)

    personal_owner = "paper__person"
    personal = dict.fromkeys(["id", "paper", "voice", "name", "until", "withdrawn"], _OWN) | {
        "token_hash": "not exported: opens a private page; erased with the row"
    }


class TalkResponse(models.Model):
    """What a mentor or third responds to what the learner wrote; they never change it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(TalkPaper, on_delete=models.CASCADE, related_name="responses")
    voice = models.CharField(max_length=20)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField(blank=True)
    text = EncryptedTextField()
    given = models.DateTimeField(auto_now_add=True)

    personal_owner = "paper__person"
    personal = dict.fromkeys(["id", "paper", "voice", "name", "text", "given"], _OWN) | {
        "by": "exported as a name; unlinked when they are erased; not in research extracts"
    }


class Agreement(models.Model):
    """Something agreed in a talk. It enters the learner's plan by their own yes: here, or there as a proposal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(TalkPaper, on_delete=models.CASCADE, related_name="agreements")
    what = EncryptedTextField()
    owner = EncryptedTextField(blank=True)
    due = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=20, default="proposed")
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "paper__person"
    personal = dict.fromkeys(["id", "paper", "what", "owner", "due", "state", "made"], _OWN) | {
        "by": "exported as a name; unlinked when they are erased; not in research extracts"
    }
