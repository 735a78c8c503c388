"""What a school's roster says besides people and groups, deliveries that wait for a yes, and codes to join with."""

import uuid
from typing import Any

from django.db import models

from wending.accounts.models import EncryptedJSONField, Organisation, Person
from wending.school.models.person import SchoolPerson


class Site(models.Model):
    """A school or site as the roster names it; an organisation may have several."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_sites")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=200, blank=True)

    personal = dict.fromkeys(["organisation", "key", "name", "code"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="school_site_once")]


class SchoolYear(models.Model):
    """A school year, or a part of one, as the roster names it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_years")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    personal = dict.fromkeys(["organisation", "key", "name", "begins", "ends"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="school_year_once")]


class Delivery(models.Model):
    """A roster that was read and waits for a yes, or was handled.

    `content` holds the roster, its findings and, for exports, the tables without columns that are never read; it is
    emptied once the delivery was carried out, dropped or is a day old. `base` is the fingerprint of the roster that it
    was read on. `mapping` says what the headings of a school's own exports hold, for the next time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_deliveries")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    layout = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default="waiting")
    base = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    content: "models.Field[Any, Any]" = EncryptedJSONField(null=True)

    personal = dict.fromkeys(
        ["id", "organisation", "made", "layout", "state", "base", "mapping", "counts"], "not about a person"
    ) | {
        "by": "not exported: who of the school did its administration; unlinked when they are erased",
        "content": "not exported: the school's own list, emptied within a day; what is used stands in SchoolPerson",
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made"], name="school_delivery_last")]


class JoinCode(models.Model):
    """A one-time code on paper with which somebody joins their school with their own account. Only its hash is kept."""

    person = models.OneToOneField(SchoolPerson, on_delete=models.CASCADE, related_name="join_code")
    code_hash = models.CharField(max_length=64, unique=True)
    until = models.DateField()

    personal_owner = "person__account"
    personal = dict.fromkeys(
        ["person", "code_hash", "until"],
        "not exported: of who has not joined yet; removed when used, unlinked from the account with the person",
    )
