"""Measures each candidate in a process of its own, on a quarter, a half and all examples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.candidates.kinds import CANDIDATES

RESULTS = Path("results") / "candidates.json"
SHARES = (0.25, 0.5, 1.0)
COLUMNS = (
    ("thoughts", "thoughts", "{:.3f}"),
    ("macro_f1", "all, F1", "{:.3f}"),
    ("best_two", "best two", "{:.3f}"),
    ("one_ms", "one message, ms", "{:.1f}"),
    ("train_s", "training, s", "{:.0f}"),
    ("memory_mb", "memory, MB", "{:.0f}"),
    ("size_mb", "learned, MB", "{:.1f}"),
)


def main(chosen: list[str]) -> None:
    """Measure the candidates named in `chosen`, or all, and print the table as Markdown."""
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in chosen or CANDIDATES:
        shares = [str(share) for share in SHARES]
        command = [sys.executable, "-m", "bench.candidates.worker", name, *shares]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{name} failed:\n{done.stderr[-2000:]}")
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        found[name] = dict(zip(shares, map(json.loads, lines), strict=True))
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        print(name, found[name], file=sys.stderr)
    print(table(found))


def table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the figures as a Markdown table; the learning curve is the thoughts' accuracy."""
    heads = [title for _, title, _ in COLUMNS]
    curve = [f"thoughts, {share:.0%} of examples" for share in SHARES[:-1]]
    lines = ["| candidate | " + " | ".join([*heads, *curve]) + " |"]
    lines.append("|---" * (1 + len(heads) + len(curve)) + "|")
    for name, by_share in found.items():
        # Later shares find the unseen messages remembered: the first one has the time.
        full = {**by_share[str(SHARES[-1])], "one_ms": by_share[str(SHARES[0])]["one_ms"]}
        cells = [shape.format(full[key]) for key, _, shape in COLUMNS]
        cells += [f"{by_share[str(share)]['thoughts']:.3f}" for share in SHARES[:-1]]
        lines.append(f"| {CANDIDATES[name].title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
