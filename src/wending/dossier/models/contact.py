"""Somebody on the network map of a person. It is about another person, so it holds little, and that encrypted."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.dossier.rules.people import RINGS, Tie


class Contact(models.Model):
    """A name or initials, what kind of tie, how near, and with what they can help. No address, no number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    name = EncryptedTextField()
    tie = models.CharField(max_length=20, choices=[(tie.value, tie.value) for tie in Tie])
    ring = models.PositiveSmallIntegerField(default=2)
    help = EncryptedTextField(blank=True)
    question = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    added = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "name": "exported; erased with the row; not in research extracts",
        "tie": "exported; erased with the row; not in research extracts",
        "ring": "exported; erased with the row; not in research extracts",
        "help": "exported; erased with the row; not in research extracts",
        "question": "exported; erased with the row; not in research extracts",
        "version": "exported; erased with the row; not in research extracts",
        "added": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(ring__in=RINGS), name="dossier_contact_ring_known")]
