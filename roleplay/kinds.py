"""The lists an author chooses from, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Quality(models.TextChoices):
    """How good a line is; one scale everywhere."""

    GOOD = "good", _("Excellent")
    FAIR = "fair", _("Acceptable")
    POOR = "poor", pgettext_lazy("quality", "Weak")
    HARMFUL = "harmful", _("Harmful")


class Channel(models.TextChoices):
    """Where the conversation happens."""

    COUNTER = "counter", _("Face to face")
    PHONE = "phone", _("Telephone")
    CHAT = "chat", _("Chat")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Public post")


class Mode(models.TextChoices):
    """What a conversation is for."""

    LEARN = "learn", _("Learn")
    PRACTISE = "practise", _("Practise")
    ASSESS = "assess", _("Assess")


class EndingKind(models.TextChoices):
    """How a conversation may end."""

    LOYAL = "loyal", _("Resolved, and stays loyal")
    LUKEWARM = "lukewarm", _("Resolved, but lukewarm")
    ESCALATED = "escalated", _("Rightly escalated")
    NEEDLESS = "escalated_needlessly", _("Escalated without need")
    CONCEDED = "conceded", _("Wrongly conceded")
    SILENT = "silent_departure", _("Leaves in silence")
    BREAK_OFF = "break_off", _("Breaks off")
    FORMAL = "formal_complaint", _("Formal complaint, well handled")
    CRITICAL = "critical", _("Ended by a critical error")


class Truth(models.TextChoices):
    """What is behind a complaint."""

    FOUNDED = "founded", _("Founded")
    MISTAKEN = "mistaken", _("Unfounded, but honest")
    FEIGNED = "feigned", _("Feigned")


class Band(models.TextChoices):
    """Where the meter that leads a profile stands."""

    ANY = "any", _("Always")
    LOW = "low", _("Low")
    MID = "mid", _("Middle")
    HIGH = "high", _("High")
    TOP = "top", _("At its limit")


class Meter(models.TextChoices):
    """What moves in a customer, 0-100."""

    ANGER = "anger", _("Anger")
    TRUST = "trust", _("Trust")
    OPENNESS = "openness", _("Openness")
    PATIENCE = "patience", _("Patience")
    PRESSURE = "pressure", _("Pressure")


# What a condition may ask, in the order of an author's list; judged in roleplay.pure.conditions.
CONDITIONS = [
    ("found", _("The fact is found:")),
    ("not_found", _("The fact is not found:")),
    ("done", _("The move was made well:")),
    ("not_done", _("The move was not made:")),
    ("consulted", _("The record entry was opened:")),
    ("not_consulted", _("The record entry was not opened:")),
    ("heard", _("The customer was heard")),
    ("not_heard", _("The customer was not heard")),
    ("anger_at_most", _("Anger at most")),
    ("anger_at_least", _("Anger at least")),
    ("trust_at_most", _("Trust at most")),
    ("trust_at_least", _("Trust at least")),
    ("openness_at_most", _("Openness at most")),
    ("openness_at_least", _("Openness at least")),
    ("patience_at_most", _("Patience at most")),
    ("patience_at_least", _("Patience at least")),
    ("pressure_at_most", _("Pressure at most")),
    ("pressure_at_least", _("Pressure at least")),
    ("truth", _("The truth is:")),
    ("insulted", _("The customer is insulting")),
    ("granted", _("Something was granted without verifying")),
    ("not_granted", _("Nothing was granted without verifying")),
]
