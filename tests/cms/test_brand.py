"""What a company changes to make the site look like its own."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cms.models import Brand, User
from tests.people import ClientOf


def brand(**fields: str) -> None:
    Brand.objects.update_or_create(defaults=fields)


def test_before_anything_is_chosen(client: Client, wagtail_site: object) -> None:
    page = client.get("/accounts/login/")
    assert "Trato" in page.content.decode()
    assert reverse("brand_css") not in page.content.decode()
    assert client.get(reverse("brand_css")).content == b""


def test_the_companys_name_stands_on_every_page(client: Client, wagtail_site: object) -> None:
    brand(name="Hotel Miramar")
    html = client.get("/accounts/login/").content.decode()
    assert "Hotel Miramar</title>" in html


@pytest.mark.parametrize("colour", ["red", "#12", "#12345g", "red;}body{display:none", "#0b5c66;"])
def test_a_colour_is_a_colour(wagtail_site: object, colour: str) -> None:
    with pytest.raises(ValidationError):
        Brand(colour=colour).full_clean()
    Brand(colour="#0B5c66").full_clean()


def test_administrators_change_it(administrator: User, trainer: User, client_of: ClientOf) -> None:
    address = reverse("wagtailsettings:edit", args=["cms", "brand"])
    page = client_of(administrator).get(address, follow=True)
    assert page.status_code == 200
    form = {"name": "Clínica Sur", "colour": "#0b5c66", "logo": ""}
    client_of(administrator).post(page.request["PATH_INFO"], form)
    assert Brand.load().name == "Clínica Sur"
    client_of(trainer).post(page.request["PATH_INFO"], form | {"name": "No"})
    assert Brand.load().name == "Clínica Sur"


def test_a_new_name_shows_on_the_next_page(client: Client, wagtail_site: object) -> None:
    for name in ("Hotel Miramar", "Hotel Bellavista"):
        brand(name=name)
        assert f"{name}</title>" in client.get("/accounts/login/").content.decode()
