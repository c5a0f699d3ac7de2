"""The answer to danger, and the state that follows it."""

from __future__ import annotations

import pytest
from talk import did, tracker

from actions.ask_crisis import ActionAskCrisisLeft
from actions.crisis_support import CRISIS_KIND, ActionCrisisSupport, crisis_response
from actions.leave_crisis import ActionLeaveCrisis
from actions.validate_crisis_form import ValidateCrisisForm


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("I want to die", "utter_crisis"),
        ("", "utter_crisis"),
        ("my friend wants to kill himself", "utter_crisis_third_person"),
        ("my labmate said she wants to end it", "utter_crisis_third_person"),
        ("my supervisor makes me want to kill myself, I can't", "utter_crisis"),
        ("my partner hits me", "utter_crisis_violence"),
        ("he beats me when I come home", "utter_crisis_violence"),
        ("I was raped", "utter_crisis_violence"),
    ],
)
def test_who_is_in_danger(text: str, response: str):
    assert crisis_response(text) == response


async def test_the_reply_is_marked_and_names_contacts():
    done = await did(ActionCrisisSupport(), tracker("I want to die", "crisis"))
    (reply,) = done.messages
    assert reply["response"] == "utter_crisis"
    assert reply["custom"] == CRISIS_KIND
    assert "findahelpline.com" in reply["contacts"]
    assert "112" in reply["emergency"]
    assert done.slots["distressed"] is True
    assert "region" not in done.slots


async def test_the_region_comes_from_the_message_or_from_before():
    named = await did(ActionCrisisSupport(), tracker("I want to die. I'm in Zurich", "crisis"))
    assert "143" in named.messages[0]["contacts"]
    assert named.slots["region"] == "CH"
    known = await did(ActionCrisisSupport(), tracker("I want to die", "crisis", region="GB"))
    assert known.messages[0]["emergency"].startswith("999")
    unknown = await did(ActionCrisisSupport(), tracker("I want to die", "crisis", region="XX"))
    assert "findahelpline.com" in unknown.messages[0]["contacts"]


@pytest.mark.parametrize(
    ("code", "first"), [("de", "Germany"), ("fr", "France"), ("ja", "Japan"), ("zh", "China")]
)
async def test_without_a_country_the_language_s_regions_come_first(code: str, first: str):
    seen = tracker("…", "crisis", message={"language": code})
    contacts = (await did(ActionCrisisSupport(), seen)).messages[0]["contacts"].splitlines()
    assert contacts[0].startswith(f"{first}: ")
    assert "findahelpline.com" in contacts[-1]
    before = tracker("I want to die", "crisis", message={"language": "en"}, language=code)
    assert (await did(ActionCrisisSupport(), before)).messages[0]["contacts"].startswith(first)


async def test_a_named_country_counts_more_than_the_language():
    seen = tracker("ich bin in Wien, ich will sterben", "crisis", message={"language": "de"})
    done = await did(ActionCrisisSupport(), seen)
    assert done.slots["region"] == "AT"
    assert "Germany" not in done.messages[0]["contacts"]


@pytest.mark.parametrize("code", ["it", "ru", "xx", ""])
async def test_a_language_whose_regions_are_not_known_gets_what_helps_anywhere(code: str):
    seen = tracker("…", "crisis", message={"language": code})
    assert "findahelpline.com" in (await did(ActionCrisisSupport(), seen)).messages[0]["contacts"]


async def in_crisis(text: str = "", intent: str = "nlu_fallback", confidence: float = 0.9, **more):
    seen = tracker(text, intent, confidence, form="crisis_form", **more)
    return await did(ValidateCrisisForm(), seen)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello", "greet"), ("what is AI?", "faq/artificial_intelligence"), ("no", "deny"),
        ("", "thought_self_doubt"), ("write my essay", "out_of_scope"), ("stop", "stop"), ("", ""),
        ("I want to die", "crisis"), ("", "show_thoughts"), ("", "continue"), ("yes", "affirm"),
    ],
)  # fmt: skip
async def test_whatever_is_written_stays_with_safety(text: str, intent: str):
    done = await in_crisis(text, intent)
    assert done.said == ["utter_crisis_stay"]
    assert done.messages[0]["custom"] == CRISIS_KIND
    assert done.slots == {"crisis_left": None}


async def test_only_the_button_leaves():
    done = await in_crisis("", "leave_crisis")
    assert done.slots == {"crisis_left": True, "requested_slot": None}
    assert done.said == []


async def test_a_country_gets_its_contacts_marked_too():
    done = await in_crisis("Germany")
    assert "0800 111 0 111" in done.said[0]
    assert done.messages[0]["custom"] == CRISIS_KIND
    assert done.slots == {"crisis_left": None, "region": "DE"}


async def test_resources_name_help_anywhere_where_the_region_is_unknown():
    done = await in_crisis("", "ask_resources")
    assert "findahelpline.com" in done.said[0]
    assert done.slots == {"crisis_left": None}


async def test_a_joke_is_answered_kindly_and_stays():
    done = await in_crisis("just kidding", "deny")
    assert done.said == ["utter_crisis_joking"]
    assert done.slots == {"crisis_left": None}


async def test_violence_in_the_state_gets_its_own_words():
    assert (await in_crisis("he hits me", "crisis")).said == ["utter_crisis_violence"]


async def test_erasing_and_privacy_are_answered_even_here():
    for intent in ("ask_privacy", "delete_my_data", "confirm_forget"):
        assert (await in_crisis("what do you store", intent, 0.9)).events == []
        assert (await in_crisis("", intent)).events == []
        assert (await in_crisis("delete me from this world", intent, 0.4)).said


async def test_the_message_that_led_here_is_no_answer():
    done = await in_crisis("I want to die", "crisis", last="action_crisis_support")
    assert (done.said, done.events) == ([], [])


async def test_the_state_asks_nothing_of_its_own():
    done = await did(ActionAskCrisisLeft(), tracker())
    assert (done.said, done.events) == ([], [])


async def test_leaving_offers_the_walk_that_was_open_and_never_resumes_it():
    done = await did(ActionLeaveCrisis(), tracker("", "leave_crisis"))
    assert done.payloads == ["/ask_resources"]
    again = await did(ActionLeaveCrisis(), tracker("", "leave_crisis", thought="dependence"))
    assert again.payloads == ["/ask_resources", "/continue"]
    assert again.next is None
