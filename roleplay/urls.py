"""Plain addresses of conversations with customers."""

from typing import Any

urlpatterns: list[Any] = []
