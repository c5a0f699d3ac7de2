"""A walk that is left, for another thought or for a question, and where it goes on afterwards."""

from __future__ import annotations

import pytest
import yaml
from talk import did, tracker

from actions.ask_walk import ActionAskWalk
from actions.deny import ActionDeny
from actions.finish_walk import ActionFinishWalk
from actions.forget import ActionDeleteMyData
from actions.restart import ActionRestart
from actions.start_walk import ActionStartWalk
from bot.settings import ROOT


def entering(name: str, **slots):
    """Somebody who enters the thought `name` by its button."""
    return tracker("", f"thought_{name}", welcomed=True, **slots)


async def test_erasing_turned_down_in_a_walk_goes_on_with_its_open_question():
    open_walk = {"thought": "self_doubt", "step": "core_1"}
    asked = await did(ActionDeleteMyData(), tracker(form="walk_form", **open_walk))
    offer = asked.slots["offer"]
    no = tracker("no", "deny", offer=offer, replies=("utter_forget_confirm",), **open_walk)
    kept = await did(ActionDeny(), no)
    assert kept.said == ["utter_forget_kept_in_walk"]
    assert kept.next == "walk_form"
    then = await did(ActionAskWalk(), tracker("no", "deny", last="action_deny", **open_walk))
    assert then.said == ["utter_walk_bridge", "utter_self_doubt_core_1"]


async def test_erasing_turned_down_after_a_walk_was_stopped_opens_none():
    stopped = {"thought": "self_doubt", "step": "core_1"}
    offer = (await did(ActionDeleteMyData(), tracker(**stopped))).slots["offer"]
    no = tracker("no", "deny", offer=offer, replies=("utter_forget_confirm",), **stopped)
    kept = await did(ActionDeny(), no)
    assert (kept.said, kept.next) == (["utter_forget_kept"], None)


async def test_the_same_thought_again_goes_on_with_the_rating_it_had():
    walk = {"thought": "dependence", "step": "core_2", "belief_before": 7.0}
    away = await did(ActionStartWalk(), entering("replacement", **walk))
    assert away.said == ["utter_walk_left"]
    assert away.slots["belief_before"] is None
    back = await did(
        ActionStartWalk(),
        entering("dependence", thought="replacement", step="belief", left=away.slots["left"]),
    )
    assert back.said == ["utter_walk_left", "utter_walk_again_rated"]
    assert back.messages[1]["rating"] == "7"
    assert back.slots["step"] == "core_2"
    assert back.slots["belief_before"] == 7.0
    assert set(back.slots["left"]) == {"dependence", "replacement"}


async def test_the_same_thought_again_goes_on_without_a_rating_too():
    left = {"dependence": {"thought": "dependence", "step": "core_1"}}
    back = await did(ActionStartWalk(), entering("dependence", left=left))
    assert back.said == ["utter_walk_again"]
    assert back.slots["step"] == "core_1"


async def test_before_the_first_answer_there_is_nothing_to_come_back_to():
    at_first = {"thought": "dependence", "step": "opening"}
    assert "left" not in (await did(ActionStartWalk(), entering("replacement", **at_first))).slots


async def test_who_is_not_well_comes_back_to_no_number():
    left = {"dependence": {"thought": "dependence", "step": "core_2", "belief_before": 7.0}}
    back = await did(ActionStartWalk(), entering("dependence", left=left, distressed=True))
    assert (back.said, back.slots["step"]) == (["utter_walk_again"], "balanced")
    numbers = {"dependence": {"thought": "dependence", "step": "again", "belief_before": 7.0}}
    anew = await did(ActionStartWalk(), entering("dependence", left=numbers, distressed=True))
    assert (anew.said, anew.slots["step"]) == ([], "opening")


async def test_what_is_finished_or_started_over_is_no_longer_left():
    left = {
        "dependence": {"thought": "dependence", "step": "core_2"},
        "replacement": {"thought": "replacement", "step": "belief"},
    }
    done = await did(ActionFinishWalk(), tracker(thought="dependence", step="", left=left))
    assert set(done.slots["left"]) == {"replacement"}
    assert (await did(ActionRestart(), tracker(left=left))).slots["left"] is None


async def test_a_fact_told_at_the_question_for_one_is_not_offered_again():
    at_fact = {"thought": "dependence", "step": "fact"}
    seen = tracker("does it help?", "faq/evidence", last="utter_faq", **at_fact)
    seen.events.append({"event": "bot", "metadata": {"utter_action": "utter_faq/evidence"}})
    asked = await did(ActionAskWalk(), seen)
    assert asked.said == ["utter_walk_bridge", "utter_dependence_balanced"]
    assert asked.slots["step"] == "balanced"


@pytest.mark.parametrize("intent", ["bot_challenge", "faq/about_bot", "faq/nobel_2024"])
async def test_another_question_leaves_the_offer_of_a_fact_open(intent: str):
    at_fact = {"thought": "dependence", "step": "fact"}
    seen = tracker("who are you?", intent, last=f"utter_{intent}", **at_fact)
    seen.events.append({"event": "bot", "metadata": {"utter_action": f"utter_{intent}"}})
    asked = await did(ActionAskWalk(), seen)
    assert (asked.said, asked.slots) == (["utter_walk_bridge", "utter_dependence_fact"], {})


async def test_after_the_short_way_no_further_walk_is_offered():
    done = await did(ActionFinishWalk(), tracker(thought="dependence", step="", hurried=True))
    assert done.said[-1] == "utter_walk_short_done"
    assert done.slots["offer"] is None


def test_a_thought_that_is_left_stands_at_the_end_where_each_phrase_fits():
    back = yaml.safe_load((ROOT / "data/walk/responses_back.yml").read_text(encoding="utf-8"))
    for wording in back["responses"]["utter_walk_left"]:
        assert wording["text"].endswith(": {phrase}.")


def test_a_no_is_met_without_a_curt_word():
    told = yaml.safe_load((ROOT / "data/running/responses.yml").read_text(encoding="utf-8"))
    wordings = [wording["text"] for wording in told["responses"]["utter_deny"]]
    assert len(wordings) >= 3
    assert all(len(wording.split()) >= 12 for wording in wordings)
