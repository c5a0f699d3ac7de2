"""`make evaluate`: cross-validated scores as tables and pictures under results/."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timezone
from pathlib import Path

import click
from tqdm import tqdm

from bot.assistant.manifest import released_model
from bot.nlu.memory import remember_vectors
from bot.settings import load_settings
from bot.training.calibration import calibration_error, reliability_picture
from bot.training.crossval import Predictions, cross_validate, encode
from bot.training.data import VECTORS, Example, read_examples
from bot.training.scores import IntentScore, intent_scores, summary_scores, wilson
from bot.training.unseen import HELDOUT, Reader, english_confidence, unseen_figures

RESULTS = Path("results")


def evaluate_nlu(folds: int, results: Path = RESULTS) -> Path:
    """Cross-validate, write a report, print the headline, and return the report's folder."""
    from bot.training.pictures import confidence_picture, confusion_picture

    examples = read_examples()
    predictions = cross_validated(examples, folds)
    folder = results / datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    guess = [names[0] for names in predictions.ranked]
    per_intent = intent_scores(predictions.truth, guess)
    headline = summary_scores(predictions.truth, predictions.ranked)
    write_table(folder / "intents.csv", per_intent)
    (folder / "scores.json").write_text(json.dumps(headline, indent=2) + "\n", encoding="utf-8")
    (folder / "report.txt").write_text(report(headline, per_intent, predictions), encoding="utf-8")
    confusion_picture(predictions, folder / "confusion.png")
    confidence_picture(predictions, folder / "confidence.png")
    click.echo(report(headline, per_intent, predictions))
    write_unseen(folder)
    click.echo(f"Written to {folder}/")
    return folder


def write_unseen(folder: Path) -> None:
    """Print and write how the released model reads messages that nothing was trained on."""
    click.echo("Reading the messages that nothing was trained on …")
    model, _ = released_model(load_settings().models_dir)
    reader = Reader(model)
    figures, details = unseen_figures(reader)
    confidence, right = english_confidence(reader)
    reliability_picture(confidence, right, folder / "reliability.png")
    details.append(f"calibration error: {calibration_error(confidence, right):.3f}")
    heading = f"{'':58s}   value  95 % interval      of  aim"
    lines = [heading, *(f.line() for f in figures)]
    held, _ = unseen_figures(reader, HELDOUT)
    lines += ["", "A second set, on which no threshold was chosen", *(f.line() for f in held)]
    click.echo("\n".join(lines))
    text = "\n".join([*lines, "", *details]) + "\n"
    (folder / "unseen.txt").write_text(text, encoding="utf-8")


def cross_validated(examples: list[Example], folds: int) -> Predictions:
    """Return cross-validated predictions, showing progress."""
    reading = tqdm(total=len(examples), desc="Encoding", unit="msg")
    with reading as bar, remember_vectors(VECTORS):
        vectors = encode([example.text for example in examples], bar.update)
    with tqdm(total=folds, desc="Cross-validating", unit="fold") as bar:
        return cross_validate(examples, vectors, folds, bar.update)


def write_table(path: Path, scores: list[IntentScore]) -> None:
    """Write precision, recall, F1 and support of each intent as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["intent", "precision", "recall", "f1", "support"])
        for s in scores:
            writer.writerow(
                [s.intent, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", s.support]
            )


def report(
    headline: dict[str, float], per_intent: list[IntentScore], predictions: Predictions
) -> str:
    """Return the report as text."""
    total = len(predictions.truth)
    lines = [f"{total} examples, {len(per_intent)} intents, cross-validated", ""]
    for name, value in headline.items():
        lines.append(f"{name:20s} {value:.3f}")
    low, high = wilson(round(headline["accuracy"] * total), total)
    lines += ["", f"accuracy, 95 % interval: {low:.3f} to {high:.3f}", ""]
    lines.append(f"{'intent':32s} precision  recall     f1  support")
    for s in sorted(per_intent, key=lambda s: s.f1):
        lines.append(
            f"{s.intent:32s} {s.precision:9.3f} {s.recall:7.3f} {s.f1:6.3f} {s.support:8d}"
        )
    lines += ["", "worst confusions (meant, taken for, how often)"]
    for (meant, taken), count in worst_confusions(predictions)[:15]:
        lines.append(f"{meant:32s} {taken:32s} {count:4d}")
    return "\n".join(lines) + "\n"


def worst_confusions(predictions: Predictions) -> list[tuple[tuple[str, str], int]]:
    """Return pairs of (meant, taken for) with their counts, most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for meant, names in zip(predictions.truth, predictions.ranked, strict=True):
        if names[0] != meant:
            counts[meant, names[0]] = counts.get((meant, names[0]), 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
