"""Reading every wording below `data/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.wordings import by_response, read_thought_texts, read_wordings
from bot.errors import BearingsError

WRITTEN = """
responses:
  utter_a:
    - text: One.
      metadata: {facts: [wet]}
      buttons: &b [{title: Go, payload: /go}]
    - text: Two.
      buttons: *b
  utter_b: [{custom: {x: 1}}]
"""


def test_wordings_are_read_with_facts_and_buttons(tmp_path: Path):
    (tmp_path / "skill").mkdir()
    (tmp_path / "skill" / "met.yml").write_text(WRITTEN)
    (tmp_path / "skill" / "nlu_a.yml").write_text("responses: {utter_c: [{text: not read}]}")
    (tmp_path / "list.yml").write_text("- no mapping\n")
    one, two, three = read_wordings(tmp_path)
    assert (one.name, one.number, one.text, one.facts) == ("utter_a", 1, "One.", ("wet",))
    assert one.buttons == two.buttons == (("Go", "/go"),)
    assert two.place == "utter_a, wording 2"
    assert two.file == f"{tmp_path.name}/skill/met.yml"
    assert three.text == ""
    assert {name: len(all_of) for name, all_of in by_response([one, two, three])} == {
        "utter_a": 2,
        "utter_b": 1,
    }


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path):
    (tmp_path / "broken.yml").write_text("responses: {")
    with pytest.raises(BearingsError, match=r"broken\.yml is no YAML"):
        read_wordings(tmp_path)


# Rasa says it of each project whose responses lie beside the examples.
@pytest.mark.filterwarnings("ignore:.*duplicated intents.*:UserWarning")
def test_all_that_rasa_knows_is_read():
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot.training.data import CONFIG, DATA, DOMAIN

    domain = TrainingDataImporter.load_from_dict(
        config_path=str(CONFIG), domain_path=str(DOMAIN), training_data_paths=[str(DATA)]
    ).get_domain()
    read = {name: len(variants) for name, variants in by_response(read_wordings())}
    assert read == {name: len(variants) for name, variants in domain.responses.items()}
    cited = [
        r["metadata"]["facts"] for v in domain.responses.values() for r in v if "metadata" in r
    ]
    assert len(cited) > 50


def test_steps_sentences_and_titles_of_the_walks_are_read():
    texts = read_thought_texts()
    assert sum(", sentence " in one.name for one in texts) == 18
    assert sum(", title" in one.name for one in texts) == 6
    assert all(one.text or one.buttons for one in texts)
    assert "wording" not in texts[0].place
