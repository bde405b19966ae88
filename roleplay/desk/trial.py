from typing import Any
from django.http import HttpRequest, HttpResponse
def try_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("")
