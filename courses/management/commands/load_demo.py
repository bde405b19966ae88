"""Fills a site without people with the demo company."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.models import User
from courses.demo_people import PEOPLE
from courses.verbs.demo import load_demo


class Command(BaseCommand):
    help = "Make the demo company's people, with passwords drawn for this installation."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError(
                "There are people on this site already; the demo is for a fresh one."
            )
        passwords = load_demo(timezone.now())
        accounts = [
            {"name": person.number, "password": passwords[person.number], "try": person.try_this}
            for person in PEOPLE
            if person.try_this
        ]
        file: Path = settings.VAR_DIR / "demo.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(accounts, indent=1, ensure_ascii=False))
