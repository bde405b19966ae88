"""Tabs of an editor at the author's desk."""

from typing import Any

from wagtail.admin.panels import ObjectList


class Tab(ObjectList):
    """A tab known by the same name in every language, so that links lead to it."""

    def __init__(self, children: Any = (), *args: Any, name: str = "", **kwargs: Any) -> None:
        super().__init__(children, *args, **kwargs)
        self.name = name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "name": self.name}

    @property
    def clean_name(self) -> str:
        return self.name
