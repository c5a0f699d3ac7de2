"""Takes docs/images/mentors.png from a simulated community: `python tests/mentors/screenshot.py`.

With a folder as argument, writes pictures of all pages there: light, dark, phone, paper.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from mentors_browser import chromium, shown_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"overview": "/", "themes": "/themes", "counting": "/counting", "missing": "/nowhere"}


def main(folder: Path | None) -> None:
    """Take the pictures."""
    with (
        tempfile.TemporaryDirectory() as home,
        shown_page(Path(home)) as url,
        chromium() as browser,
    ):
        if folder is None:
            page = browser.new_page(viewport={"width": 1280, "height": 965})
            page.goto(url)
            page.screenshot(path=ROOT / "docs" / "images" / "mentors.png")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in PAGES.items():
            for look, width, scheme in (
                ("light", 1280, "light"),
                ("dark", 1280, "dark"),
                ("phone", 320, "light"),
            ):
                page = browser.new_page(
                    viewport={"width": width, "height": 900}, color_scheme=scheme
                )
                page.goto(url + path)
                page.screenshot(path=folder / f"{name}-{look}.png", full_page=True)
                if look == "light":
                    page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
                page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
