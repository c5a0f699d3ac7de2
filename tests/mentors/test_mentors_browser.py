"""The pages in Debian's Chromium: by mouse, by keyboard, narrow, dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mentors_browser import CHROMIUM, chromium, shown_page

PATHS = ("/", "/themes", "/themes/2026-Q3", "/counting", "/nowhere")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium isn't installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with shown_page(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Any, complaints: list[str]) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()


def test_a_mentor_clicks_through(
    page: Any, url: str, complaints: list[str], tmp_path: Path
) -> None:
    page.goto(url)
    assert "weighed" in page.locator("h1").inner_text()
    page.screenshot(path=tmp_path / "overview.png", full_page=True)
    page.get_by_role("link", name="All themes, week by week").click()
    assert page.url == f"{url}/themes"
    page.get_by_role("link", name="Facts asked for").click()
    assert page.url.endswith("#facts")
    page.get_by_role("link", name="Quarter 3 of 2026").click()
    assert page.get_by_text("Quarter 3 of 2026 · 29 June 2026 to 27 September 2026").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these numbers").click()
    assert download.value.suggested_filename == "bearings-themes-2026-Q3-simulated.csv"
    assert "fewer than 10" in Path(download.value.path()).read_text()
    page.get_by_role("link", name="How it is counted", exact=True).first.click()
    assert page.get_by_role("heading", name="Why there are no filters").is_visible()
    assert complaints == []


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_no_page_scrolls_sideways(page: Any, url: str, width: int, tmp_path: Path) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for number, path in enumerate(PATHS):
        page.goto(url + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
        page.screenshot(path=tmp_path / f"{number}-{width}.png")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(browser: Any, url: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    rules = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        "resultTypes": ["violations"],
    }
    # The page's own policy lets no script in; axe needs one.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    opened = context.new_page()
    for path in ("/", "/themes", "/counting", "/nowhere"):
        opened.goto(url + path)
        found = axe.run(opened, options=rules).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], path
    context.close()


def test_keyboard_alone_is_enough(page: Any, url: str) -> None:
    page.goto(f"{url}/themes")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # once around
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 30)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert {"Download these numbers (CSV)", "Quarter 3 of 2026", "Care"} <= reached


def test_everything_is_there_without_javascript(browser: Any, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{url}/themes")
    assert opened.get_by_role("table").count() >= 8
    assert opened.get_by_role("img").count() == 41
    context.close()


def test_dark_is_dark_and_paper_is_white(browser: Any, url: str, tmp_path: Path) -> None:
    opened = browser.new_page(color_scheme="dark")
    opened.goto(url)
    colour = "getComputedStyle(document.body).backgroundColor"
    assert opened.evaluate(colour) == "rgb(18, 24, 26)"
    opened.emulate_media(media="print")
    assert opened.evaluate(colour) == "rgb(255, 255, 255)"
    assert not opened.get_by_role("navigation").first.is_visible()
    opened.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    opened.close()


def test_nothing_is_said_yet(browser: Any, tmp_path: Path) -> None:
    with shown_page(tmp_path, simulated=False) as address:
        opened = browser.new_page(viewport={"width": 320, "height": 700})
        opened.goto(address)
        assert opened.locator("h1").inner_text() == "Nothing to show yet"
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320
        opened.screenshot(path=tmp_path / "empty.png")
        opened.close()
