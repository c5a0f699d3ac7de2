"""`make check`: the Rasa project fits together, and no reply is missing or unused."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import click

from bot.errors import BearingsError
from bot.settings import ROOT
from bot.training.data import CONFIG, DATA, DOMAIN, Example, read_everyday, read_examples
from bot.training.examples_check import example_problems

ACTIONS = ROOT / "actions"
#: Responses that actions name in parts, as patterns over the whole name.
_COMPOSED = (
    r"utter_(career_pressure|funding_pressure|peer_pressure|self_doubt|dependence|replacement)"
    r"_(opening|core_1|core_2|core_1_said|core_2_said|true|fact|fact_told|balanced)",
    r"utter_argue_(for|against)/\w+",
    r"utter_pillar/\w+",
    r"utter_met_argue_(for|against)_\w+",
    r"utter_walk_(lower|higher|same)",
    r"utter_walk_gentle_(core_1|balanced)",
    r"utter_tone_(plain|warm)",
    r"utter_mention_person_(above|beside|below|home)",
    r"utter_mention_feeling_[a-z]+",
)


def check() -> None:
    """Check the project.

    Raises:
        BearingsError: something is wrong; its text, or the lines above it, say what.
    """
    validate()
    check_examples([*read_examples(), *read_everyday()])
    problems = list(missing_and_unused(_responses(), _rule_responses()))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise BearingsError(f"{len(problems)} replies are missing or unused: see above.")
    click.echo("The project fits together.")


def check_examples(examples: list[Example]) -> None:
    """Refuse training examples that are too few, copies, or from a template.

    Raises:
        BearingsError: there are such; the lines above say which.
    """
    problems = list(example_problems(examples))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise BearingsError(f"{len(problems)} things are wrong with the examples: see above.")


def validate() -> None:
    """Check the Rasa project as `rasa data validate --fail-on-warnings` does.

    Raises:
        BearingsError: something does not fit together; the lines above say what.
    """
    from rasa.shared.exceptions import RasaException
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    try:
        importer = TrainingDataImporter.load_from_dict(
            config_path=str(CONFIG), domain_path=str(DOMAIN), training_data_paths=[str(DATA)]
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.filterwarnings("default", category=UserWarning, module=r"rasa\.")
            # Which replies are used is checked below: Rasa doesn't see those that actions send.
            warnings.filterwarnings("ignore", message=".*not used in any story or rule.*")
            warnings.filterwarnings("ignore", message=".*not found in the NLU training data.*")
            validator = Validator.from_importer(importer)
            fine = (
                validator.verify_domain_validity()
                and validator.verify_nlu(ignore_warnings=False)
                and validator.verify_actions_in_stories_rules()
                and validator.verify_forms_in_stories_rules()
                and validator.verify_form_slots()
                and validator.verify_slot_mappings()
                and validator.verify_story_structure(ignore_warnings=False)
            )
    except RasaException as error:
        raise BearingsError(f"The project's data can't be read: {error}") from None
    if not fine:
        raise BearingsError("The project's data do not fit together: mend what is named above.")


def missing_and_unused(responses: set[str], by_rules: set[str]) -> Iterator[str]:
    """Yield a line for each reply that is sent but not written, or written but never sent."""
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(_sources()))
    named = set(re.findall(r'"(utter_\w+)"', source)) | by_rules
    groups = {name.split("/")[0] for name in responses if "/" in name}
    for name in sorted(named - responses - groups):
        yield f"{name} is sent, but no wording of it is written below data/."
    for name in sorted(responses):
        used = name in named or name.split("/")[0] in named
        if not used and not any(re.fullmatch(pattern, name) for pattern in _COMPOSED):
            yield f"{name} is written, but nothing sends it."


def _sources() -> list[Path]:
    return [*ACTIONS.rglob("*.py"), ROOT / "bot" / "assistant" / "trouble.py"]


def _responses() -> set[str]:
    from rasa.shared.importers.importer import TrainingDataImporter

    importer = TrainingDataImporter.load_from_dict(
        config_path=str(CONFIG), domain_path=str(DOMAIN), training_data_paths=[str(DATA)]
    )
    return set(importer.get_domain().responses)


def _rule_responses() -> set[str]:
    rules = "".join(path.read_text(encoding="utf-8") for path in DATA.rglob("rules*.yml"))
    return set(re.findall(r"action: (utter_\w+)", rules))
