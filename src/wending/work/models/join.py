"""A link by which somebody of a firm joins with their own account. The table holds only a hash."""

from django.db import models

from wending.work.models.team import Colleague


class JoinLink(models.Model):
    """One link for one colleague, used once and over after a while; a new one takes the place of the old."""

    colleague = models.OneToOneField(Colleague, on_delete=models.CASCADE, primary_key=True, related_name="join_link")
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()

    personal_owner = "colleague__account"
    personal = {
        "colleague": "exported; kept by the firm until the link is used or over, unlinked from the account",
        "token_hash": "not exported: leads to the place of the colleague; goes when the link is used or over",
        "made": "exported; kept by the firm until the link is used or over, unlinked from the account",
        "expires": "exported; kept by the firm until the link is used or over, unlinked from the account",
    }
