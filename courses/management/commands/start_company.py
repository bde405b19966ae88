"""Turns the demo into a company's own site."""

from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group as Role
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from cms.models import Brand, User
from cms.roles import ADMINISTRATORS
from courses.verbs.demo import remove_demo


class Command(BaseCommand):
    help = "Remove the demo; set the company's name and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--company", help="the company's name")
        parser.add_argument("--name", help="the administrator's first and last name")
        parser.add_argument("--email", help="the administrator's e-mail")
        parser.add_argument("--password", help="better left out: it is then asked for, unseen")

    def handle(self, *args: Any, **given: Any) -> None:
        company = given["company"] or input("Company name: ")
        name = given["name"] or input("Administrator's first and last name: ")
        email = (given["email"] or input("Administrator's e-mail: ")).strip().lower()
        password = given["password"] or getpass("Password: ")
        first, _space, last = name.strip().partition(" ")
        admin = User(
            username=email, email=email, first_name=first, last_name=last, is_superuser=True
        )
        try:
            validate_email(email)
            validate_password(password, admin)
        except ValidationError as error:
            raise CommandError("Nothing was changed. " + " ".join(error.messages)) from error
        with transaction.atomic():
            removed = remove_demo()
            if User.objects.filter(email=email).exists():
                raise CommandError(f"Nothing was changed. {email} is on this site already.")
            brand = Brand.load()
            brand.name = company.strip()
            brand.save()
            admin.set_password(password)
            admin.save()
            admin.groups.add(Role.objects.get(name=ADMINISTRATORS))
        (settings.VAR_DIR / "demo.json").unlink(missing_ok=True)
        self.stdout.write(f"The demo's {removed} people are gone. {email} may sign in.")
