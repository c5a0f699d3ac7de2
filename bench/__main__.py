"""`make bench`: our assistant beside Rasa's default project, built on the spot."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.odd import LIMIT_MS, odd_table

RESULTS = Path("results") / "bench"
ROWS = (
    ("start_s", "start to first answer, s", "{:.1f}"),
    ("memory_mb", "peak memory, MB", "{:.0f}"),
    ("p50_ms", "turn, median, ms", "{:.1f}"),
    ("p95_ms", "turn, 95th percentile, ms", "{:.1f}"),
    ("turns_per_s", "turns a second", "{:.0f}"),
    ("p50_turn_10_ms", "median around turn 10, ms", "{:.1f}"),
    ("p50_turn_200_ms", "median around turn 200, ms", "{:.1f}"),
)
#: What must hold: times as fast at the median turn, and growth until turn 200.
FASTER, GROWTH = 2.0, 1.5


def main() -> int:
    """Measure both, print and save the table, and return 1 if what must hold does not."""
    with tempfile.TemporaryDirectory() as scratch:
        default = Path(scratch) / "default"
        _build_default(default)
        figures = {
            "bearings": _measure("ours", Path(scratch) / "home"),
            "default": _measure("default", default),
        }
    odd = figures["bearings"].pop("odd")
    print(table(figures))
    print(f"\n{odd_table(odd)}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = {"machine": _machine(), "figures": figures, "odd": odd}
    (RESULTS / "bench.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    (RESULTS / "bench.txt").write_text(table(figures) + "\n", encoding="utf-8")
    ours = figures["bearings"]
    faster = figures["default"]["p50_ms"] / ours["p50_ms"]
    growth = ours["p50_turn_200_ms"] / ours["p50_turn_10_ms"]
    print(f"\n{faster:.1f} times as fast at the median turn (at least {FASTER:g});")
    print(f"turn 200 takes {growth:.2f} times turn 10 (at most {GROWTH:g}).")
    slow = [name for name, (_, longest) in odd.items() if longest > LIMIT_MS]
    print(f"Odd input over {LIMIT_MS:g} ms: {', '.join(slow) or 'none'}.")
    return 0 if faster >= FASTER and growth <= GROWTH and not slow else 1


def table(figures: dict[str, dict[str, float]]) -> str:
    """Return the figures as a text table, one row a figure."""
    lines = [f"{_machine()}", "", f"{'':28s}{'Bearings':>12s}{'rasa init':>12s}"]
    for key, title, form in ROWS:
        cells = [form.format(figures[name][key]) for name in ("bearings", "default")]
        lines.append(f"{title:28s}{cells[0]:>12s}{cells[1]:>12s}")
    return "\n".join(lines)


def _build_default(folder: Path) -> None:
    print("Building Rasa's default project (about a minute) …", flush=True)
    folder.mkdir()
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    subprocess.run(
        [str(Path(sys.executable).with_name("rasa")), "init", "--no-prompt", "--init-dir", "."],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )


def _measure(which: str, folder: Path) -> dict[str, float]:
    print(f"Measuring {which} …", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "bench.worker", which, str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _machine() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
