"""Scripts for commands: by name, from the site or from a package that is not loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from courses.package.loading import read_package
from courses.package.reading import PackageError, open_package
from roleplay.desk.drafts import all_scenarios, pages_of, scenario_named, script_of_pages
from roleplay.models import ScenarioPage
from roleplay.package import script_in
from roleplay.pure.script import Script


class NotThereError(LookupError):
    """There is no such scenario, or it cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Read:
    """A scenario found: how it was asked for, what it is called, what it says."""

    name: str
    title: str
    script: Script


def scripts_on_site(names: Iterable[str]) -> list[Read]:
    """The named ones as they were last saved; all when none is named. Raises NotThereError."""
    wanted = list(names)
    if not wanted:
        return [_read(page.slug, page) for page in all_scenarios()]
    found = []
    for name in wanted:
        page = scenario_named(name)
        if page is None:
            raise NotThereError(f"There is no scenario “{name}” on this site.")
        found.append(_read(name, page))
    return found


def _read(name: str, page: ScenarioPage) -> Read:
    script = script_of_pages(pages_of(page.translation_key))
    if script is None:
        raise NotThereError(f"“{name}” names a profile that this site does not have.")
    return Read(name, page.title, script)


def scripts_in_package(path: Path, names: Iterable[str]) -> list[Read]:
    """The same from a package folder or zip. Raises NotThereError with every reason."""
    try:
        with open_package(path) as folder:
            package = read_package(folder)
            items = {each.name: each for each in package.in_section("scenarios")}
            wanted = list(names) or list(items)
            for name in wanted:
                if name not in items:
                    raise NotThereError(f"There is no scenario “{name}” in {path.name}.")
            return [
                Read(name, items[name].data["title"]["es"], script_in(package, items[name]))
                for name in wanted
            ]
    except PackageError as error:
        lines = "\n".join(f"  {problem}" for problem in error.problems)
        raise NotThereError(f"{path.name} cannot be read. What to mend:\n{lines}") from error
