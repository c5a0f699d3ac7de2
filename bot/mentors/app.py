"""The pages. They are made anew for each request from what :class:`Weekly` holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.errors import BearingsError
from bot.mentors import charts, export, words
from bot.mentors.guard import Guard
from bot.mentors.views import LATEST_WEEKS, View, views
from bot.themes.catalogue import CARE, GROUPS, THOUGHTS
from bot.themes.changes import Change, changes
from bot.themes.weekly import ROUNDING, THRESHOLD, Weekly
from bot.themes.weeks import Week

HERE = Path(__file__).parent


def create_app(read: Callable[[date], Weekly], today: Callable[[], date]) -> ASGIApp:
    """Return the page as an ASGI application.

    Args:
        read: returns what may be shown on a day. May raise BearingsError.
        today: returns the present day.
    """
    pages = _Pages(read, today)
    return Guard(
        Starlette(
            routes=[
                Route("/", pages.overview),
                Route("/themes", pages.themes),
                Route("/themes.csv", pages.csv),
                Route("/themes/{slug}.csv", pages.csv),
                Route("/themes/{slug}", pages.themes),
                Route("/counting", pages.counting),
                Route("/style.css", _file("style.css", "text/css")),
                Route("/icon.svg", _file("icon.svg", "image/svg+xml")),
            ],
            exception_handlers={
                HTTPException: pages.missing,
                BearingsError: pages.unreadable,
                Exception: pages.broken,
            },
        )
    )


class _Pages:
    def __init__(self, read: Callable[[date], Weekly], today: Callable[[], date]) -> None:
        self._read = read
        self._today = today
        self._templates = _templates()

    def overview(self, request: Request) -> Response:
        weekly = self._read(self._today())
        if not weekly.weeks:
            return self._empty(weekly)
        week = weekly.weeks[-1]
        before = weekly.weeks[-2] if len(weekly.weeks) > 1 else None
        if before:
            moves = changes(weekly, week, before, THOUGHTS)
        else:
            moves = [Change(theme, None, weekly.cell(week, theme)) for theme in THOUGHTS.themes]
        return self._page(
            "overview.html",
            here="/",
            weekly=weekly,
            week=week,
            before=before,
            headline=words.headline(weekly, week),
            lead=words.lead(weekly, week),
            told=words.told(moves) if before else [],
            beside=words.beside(weekly, week, before) if before else [],
            moves=moves,
            chart=charts.lines(moves),
            glances=words.glances(weekly, week),
        )

    def themes(self, request: Request) -> Response:
        weekly = self._read(self._today())
        slug = request.path_params.get("slug", "")
        if not weekly.weeks and not slug:
            return self._empty(weekly)
        found = views(weekly)
        view = self._view(found, slug)
        return self._page(
            "themes.html",
            here="/themes",
            weekly=weekly,
            view=view,
            views=list(found.values()),
            groups=[_drawn(view, group) for group in GROUPS],
        )

    def csv(self, request: Request) -> Response:
        weekly = self._read(self._today())
        slug = request.path_params.get("slug", "")
        view = self._view(views(weekly), slug)
        name = "-".join(
            part
            for part in (
                "bearings-themes",
                slug or f"{view.weeks[0]}-to-{view.weeks[-1]}",
                "simulated" if weekly.simulated else "",
            )
            if part
        )
        return Response(
            export.to_csv(view),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    def counting(self, request: Request) -> Response:
        return self._page("counting.html", here="/counting", weekly=self._read(self._today()))

    async def missing(self, request: Request, error: Exception) -> Response:
        return self._page("missing.html", status=404, here="", weekly=Weekly())

    async def unreadable(self, request: Request, error: Exception) -> Response:
        return self._page("trouble.html", status=503, here="", weekly=Weekly(), reason=str(error))

    async def broken(self, request: Request, error: Exception) -> Response:
        return self._page("trouble.html", status=500, here="", weekly=Weekly(), reason="")

    def _empty(self, weekly: Weekly) -> Response:
        running = Week.of(self._today())
        return self._page("empty.html", here="/", weekly=weekly, running=running)

    def _view(self, found: dict[str, View], slug: str) -> View:
        if slug not in found:
            raise HTTPException(404)
        return found[slug]

    def _page(self, template: str, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(self._templates.get_template(template).render(**values), status)


def _drawn(view: View, group: Any) -> dict[str, Any]:
    """Return what the template needs of one group: tiles with columns, and the table."""
    weekly, weeks = view.weekly, view.weeks
    rows = [(theme, [weekly.cell(week, theme) for week in weeks]) for theme in group.themes]
    scale = charts.scale_for([count for _, counts in rows for count in counts])
    return {
        "group": group,
        "rows": rows,
        "totals": [weekly.total(week, group) for week in weeks] if len(rows) > 1 else [],
        "tiles": [
            (theme, charts.columns(counts, scale), words.course(counts, weeks), counts[-1])
            for theme, counts in rows
        ],
        "crisis": view.crisis if group is CARE else (),
    }


def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        THRESHOLD=THRESHOLD,
        ROUNDING=ROUNDING,
        LATEST_WEEKS=LATEST_WEEKS,
        FEWER=words.FEWER,
        Columns=charts.Columns,
        Lines=charts.Lines,
    )
    templates.filters.update(
        amount=words.amount, span=words.span, day=words.day, sum=export.amount_of_sum
    )
    return templates


def _file(name: str, media_type: str) -> Callable[[Request], Response]:
    content = (HERE / "static" / name).read_bytes()

    def serve(request: Request) -> Response:
        return Response(content, media_type=media_type)

    return serve
