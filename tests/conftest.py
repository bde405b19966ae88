"""What every test can lean on, and the lines about browser tests at the end of a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

# The cast and the small course.
pytest_plugins = [
    "tests.content",
    "tests.people",
    "tests.doing",
    "tests.rehearsal",
    "tests.reviewing",
    "tests.long_quiz",
]

# How long one example takes says more about the machine than about the code.
hypothesis_settings.register_profile("trato", deadline=None)
hypothesis_settings.load_profile("trato")


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Sign-in limits and cached look-ups of one test never reach the next."""
    yield
    cache.clear()


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def _browser_reports(reporter: pytest.TerminalReporter, *outcomes: str) -> list[pytest.TestReport]:
    reports = [report for outcome in outcomes for report in reporter.stats.get(outcome, [])]
    return [
        report
        for report in reports
        if isinstance(report, pytest.TestReport) and "browser" in report.keywords
    ]


def pytest_unconfigure() -> None:
    """The live server's connections outlast the test database; so may SQLite's side files."""
    database = Path(settings.DATABASES["default"]["TEST"].get("NAME") or "")
    if database.suffix == ".sqlite3" and not database.exists():
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a browser test that was skipped, for whatever reason, fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(_browser_reports(reporter, "skipped")) if reporter else 0
    if skipped and in_ci() and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    ran = {r.nodeid for r in _browser_reports(terminalreporter, "passed", "failed", "error")}
    skipped = _browser_reports(terminalreporter, "skipped")
    if not ran and not skipped:
        return
    terminalreporter.write_line(f"Browser tests: {len(ran)} ran, {len(skipped)} skipped")
    for reason in sorted({_reason(report) for report in skipped}):
        terminalreporter.write_line(f"  skipped: {reason}")
    if skipped and in_ci():
        terminalreporter.write_line("In CI a skipped browser test is a failure.", red=True)


def _reason(report: pytest.TestReport) -> str:
    where = report.longrepr
    return where[2].removeprefix("Skipped: ") if isinstance(where, tuple) else str(where)
