"""What the pages say, and what they refuse."""

from __future__ import annotations

import csv
import html as markup
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from demo_community import TODAY, row, simulate
from sqlalchemy import insert
from starlette.testclient import TestClient

from bot.errors import BearingsError
from bot.mentors import charts, words
from bot.mentors.app import create_app
from bot.mentors.views import views
from bot.store.database import open_database
from bot.store.tables import intent_log
from bot.themes.catalogue import GROUPS, THEMES, THOUGHTS
from bot.themes.changes import Change
from bot.themes.weekly import Row, Weekly, count_weekly, read_weekly
from bot.themes.weeks import Quarter, Week

CAREER = THOUGHTS.themes[0]
Client = Callable[..., TestClient]


def client(weekly: Weekly, **options: bool) -> TestClient:
    return TestClient(
        create_app(lambda day: weekly, lambda: TODAY), base_url="http://127.0.0.1", **options
    )


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Weekly:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.db'}")
    simulate(engine)
    weekly = read_weekly(engine, TODAY)
    engine.dispose()
    return weekly


def people(count: int, intent: str, week: str, start: int = 0) -> list[Row]:
    return [Row(week, f"s{n}", intent) for n in range(start, start + count)]


def text_of(html: str) -> str:
    found: list[str] = []

    class Words(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Words().feed(html)
    return re.sub(r"\s+", " ", " ".join(found))


def table_of(html: str) -> list[list[str]]:
    """All rows of all tables, a hidden cell as it is said to a screen reader."""
    html = re.sub(r'<span aria-hidden="true">.*?</span>', "", html)
    html = re.sub(r'<span class="gloss">.*?</span>', "", html)
    return [
        [
            markup.unescape(re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", line)
        ]
        for line in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    ]


def test_overview_says_what_changed_in_plain_sentences() -> None:
    peer, doubt, need = THOUGHTS.themes[2], THOUGHTS.themes[3], THOUGHTS.themes[5]
    rows = people(31, CAREER.intent, "2026-W47") + people(12, CAREER.intent, "2026-W46")
    rows += people(20, peer.intent, "2026-W46") + people(21, peer.intent, "2026-W47")
    rows += people(11, doubt.intent, "2026-W47") + people(14, need.intent, "2026-W46")
    rows += people(40, "faq/evidence", "2026-W47")
    said = text_of(client(count_weekly(rows, TODAY)).get("/").text)
    assert "Week 47 · 16 to 22 November 2026" in said
    assert "Career pressure weighed most" in said
    assert "It came up in about 30 conversations." in said
    assert "Career pressure (from about 10 to 30) came up more often." in said
    assert "Self-doubt (about 10) reached 10 conversations; the week before, fewer." in said
    assert "Replacement (about 15 before) fell below 10." in said
    assert "Peer pressure (about 20) stayed about the same." in said
    assert "Funding pressure and dependence: fewer than 10 conversations in both weeks." in said
    assert "“Does it help?” (about 40) reached 10" in said
    assert "Simulated" not in said


def test_falls_ties_and_quiet_weeks_are_said() -> None:
    rows = people(40, CAREER.intent, "2026-W46") + people(20, CAREER.intent, "2026-W47")
    for theme in THOUGHTS.themes[1:3]:
        rows += people(20, theme.intent, "2026-W47")
    weekly = count_weekly(rows, TODAY)
    said = text_of(client(weekly).get("/").text)
    assert "Career pressure (from about 40 to 20) came up less often." in said
    assert "Career pressure, funding pressure and peer pressure weighed alike" in said
    assert "Each came up in about 20 conversations." in said
    quiet = count_weekly(people(40, CAREER.intent, "2026-W40"), TODAY)
    said = text_of(client(quiet).get("/").text)
    assert "A quiet week: no thought reached 10 conversations" in said
    assert "Nothing in sight each fewer than 10 conversations" in said


def test_the_first_week_has_nothing_to_compare_with() -> None:
    page = client(count_weekly(people(15, CAREER.intent, "2026-W47"), TODAY)).get("/")
    assert "This is the first week on record" in text_of(page.text)
    assert "Week 46" not in page.text


def test_empty_states_are_kind_and_tell_nothing_apart() -> None:
    nobody = client(count_weekly([], TODAY)).get("/").text
    running = client(count_weekly(people(50, CAREER.intent, "2026-W48"), TODAY)).get("/").text
    few = client(count_weekly(people(9, CAREER.intent, "2026-W40"), TODAY)).get("/").text
    assert nobody == running == few
    said = text_of(nobody)
    assert "Nothing to show yet That is fine." in said
    assert "the next time is Monday, 30 November 2026" in said
    assert client(Weekly()).get("/themes").text == nobody
    assert client(Weekly()).get("/themes.csv").status_code == 404


def test_tables_hold_what_may_be_shown(year: Weekly) -> None:
    table = table_of(client(year).get("/themes").text)
    weeks = year.weeks[-12:]
    for theme in THEMES:
        cells = [words.amount(year.cell(week, theme)) for week in weeks]
        assert [theme.name, *cells] in table
    for group in GROUPS[:-1]:
        sums = [year.total(week, group) for week in weeks]
        assert ["Sum of what is shown", *("-" if n is None else str(n) for n in sums)] in table
    assert ["Quarter 3 of 2026", "fewer than 10"] in table


def test_csv_is_what_the_page_shows(year: Weekly) -> None:
    for slug, at in (("", 12), ("/2026-Q3", 13)):
        web = client(year)
        table = table_of(web.get(f"/themes{slug}").text)
        answer = web.get(f"/themes{slug}.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert "simulated.csv" in answer.headers["content-disposition"]
        lines = list(csv.DictReader(io.StringIO(answer.text)))
        assert {line["data"] for line in lines} == {"simulated"}
        assert len({line["period"] for line in lines if line["theme"] != "Crisis"}) == at
        for group in GROUPS:
            names = [theme.name for theme in group.themes]
            for name in names:
                cells = [
                    line["conversations"]
                    for line in lines
                    if line["theme"] == name and line["group"] == group.name and line["from"]
                ]
                assert [name, *cells] in table
        shown = sum(len(line) - 1 for line in table if line[0] not in ("Theme", "Quarter"))
        assert shown == len(lines)


def test_there_is_no_way_to_choose_freely(year: Weekly) -> None:
    web = client(year)
    assert web.get("/themes?week=2026-W47&theme=crisis").text == web.get("/themes").text
    assert web.get("/themes/2026-Q4").status_code == 404  # it isn't over
    assert web.get("/themes/2026-W47").status_code == 404
    page = web.get("/themes").text
    assert "<form" not in page
    assert "<input" not in page
    assert "Why can't I filter?" in page
    assert "Why there are no filters" in web.get("/counting").text


def test_hidden_counts_are_drawn_as_hidden_and_pictures_are_named(year: Weekly) -> None:
    page = client(year).get("/themes").text
    drawings = re.findall(r'<svg class="chart".*?</svg>', page, re.DOTALL)
    assert len(drawings) == len(THEMES)
    for theme, drawing in zip(THEMES, drawings, strict=True):
        counts = [year.cell(week, theme) for week in year.weeks[-12:]]
        assert drawing.count('class="unknown"') == counts.count(None)
        assert f"{theme.name}, conversations by week</title>" in drawing.replace("&#39;", "'")
        assert "<desc id=" in drawing
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for named in re.findall(r'aria-labelledby="([^"]+)"', page):
        assert set(named.split()) <= set(ids)


def test_demonstrations_are_marked_on_every_page(year: Weekly) -> None:
    for path in ("/", "/themes", "/themes/2026-Q3", "/counting"):
        assert "<strong>Simulated.</strong>" in client(year).get(path).text


def test_every_answer_is_hardened_and_nothing_is_inline(year: Weekly) -> None:
    web = client(year)
    paths = ("/", "/themes", "/themes.csv", "/counting", "/style.css", "/icon.svg", "/nowhere")
    for path in paths:
        answer = web.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert not re.search(r"<script|\sstyle=|<style|\son\w+=|https?://(?!www\.w3)", answer.text)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:127", "", "localhost:x", "[::1]",
     "127.0.0.1@evil.example", "0.0.0.0", "127.0.0.1, evil.example"],
)  # fmt: skip
def test_other_host_names_are_refused(host: str) -> None:
    answer = client(Weekly()).get("/", headers={"host": host})
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8642", "127.0.0.1:1"])
def test_own_names_are_answered(host: str) -> None:
    assert client(Weekly()).get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_only_get(method: str) -> None:
    answer = client(Weekly()).request(method, "/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/themes/%2e%2e", "/themes/%2e%2e%2fetc%2fpasswd", "/..%2f..%2fapp.py",
     "/static/app.py", "/themes/2026-Q3/x", "/%00", "/themes/<script>.csv", "/templates/page.html"],
)  # fmt: skip
def test_unknown_paths_get_a_clear_page(year: Weekly, path: str) -> None:
    answer = client(year).get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert "script>" not in answer.text


def test_trouble_is_said_without_a_traceback() -> None:
    def damaged(day: date) -> Weekly:
        raise BearingsError("The database at <x> can't be read.")

    def broken(day: date) -> Weekly:
        raise KeyError("secret")

    for read, status, part in ((damaged, 503, "&lt;x&gt;"), (broken, 500, "load it again")):
        web = TestClient(
            create_app(read, lambda: TODAY),
            base_url="http://127.0.0.1",
            raise_server_exceptions=False,
        )
        answer = web.get("/")
        assert answer.status_code == status
        assert part in answer.text
        assert "Traceback" not in answer.text
        assert "secret" not in answer.text


def test_views_are_the_latest_weeks_and_finished_quarters() -> None:
    weekly = count_weekly(people(10, CAREER.intent, "2025-W40"), TODAY)
    found = views(weekly)
    assert list(found) == ["", "2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"]
    assert len(found[""].weeks) == 12
    assert found["2025-Q4"].weeks[0] == Week(2025, 40)
    assert found["2025-Q4"].crisis == ((Quarter(2025, 4), False),)
    assert sum(len(view.weeks) for slug, view in found.items() if slug) == 13 * 4
    assert views(Weekly()) == {}


def test_geometry_stays_inside_and_hidden_reaches_the_threshold() -> None:
    for counts in ([None], [10, None, 45], list(range(10, 80, 5)), [None] * 14, [4000]):
        scale = charts.scale_for(counts)
        drawn = charts.columns(counts, scale)
        unit = (charts.Columns.BASE - charts.Columns.TOP) / scale
        for bar, count in zip(drawn.bars, counts, strict=True):
            assert 0 <= bar.x <= bar.x + bar.width <= charts.Columns.WIDTH + 0.2
            assert bar.y >= charts.Columns.TOP - 0.1
            assert bar.height == pytest.approx((count or 10) * unit, abs=0.1)
            assert bar.hidden == (count is None)
    lines = charts.lines([Change(CAREER, 60, None), Change(CAREER, None, 15)])
    assert lines.lines[0].bar.hidden
    assert lines.lines[0].mark == pytest.approx(398.5)
    assert lines.lines[1].mark is None


@pytest.mark.parametrize(
    ("week", "text"),
    [
        (Week(2026, 47), "16 to 22 November 2026"),
        (Week(2026, 49), "30 November to 6 December 2026"),
        (Week(2026, 53), "28 December 2026 to 3 January 2027"),
    ],
)
def test_spans(week: Week, text: str) -> None:
    assert words.span(week) == text


def test_courses_in_words() -> None:
    weeks = [Week(2026, 45), Week(2026, 46), Week(2026, 47)]
    assert words.course([None] * 3, weeks).endswith("fewer than 10 conversations in every week.")
    assert words.course([10, None, 30], weeks) == (
        "3 weeks, 2026-W45 to 2026-W47: between about 10 and 30 conversations a week, "
        "fewer than 10 in 1 of them; in the last week 30."
    )
    assert words.course([15], weeks[:1]).startswith("2026-W45: about 15 conversations a week; in")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[list[dict[str, str]]], Weekly]]:
    engine = open_database(f"sqlite:///{tmp_path / 'log.db'}")

    def fill(rows: list[dict[str, str]]) -> Weekly:
        with engine.begin() as connection:
            connection.execute(insert(intent_log), rows)
        return read_weekly(engine, TODAY)

    yield fill
    engine.dispose()


def test_no_session_or_foreign_intent_reaches_a_page(
    log: Callable[[list[dict[str, str]]], Weekly],
) -> None:
    marked = "<b>zq8marked</b>"
    rows = [row("2026-W47", f"zq8marked{n}", CAREER.intent, marked) for n in range(20)]
    rows += [row("2026-W47", f"zq8marked{n}", marked) for n in range(20)]
    web = client(log(rows))
    for path in ("/", "/themes", "/themes.csv", "/counting"):
        assert "zq8marked" not in web.get(path).text
