"""Each Rasa action through its `run`."""

from __future__ import annotations

import inspect
import re
from datetime import date, datetime, timezone

import pytest
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.engine import Engine
from talk import did, tracker

from actions import help_by_region, services, show_resources
from actions.affirm import ActionAffirm
from actions.ask_walk import ActionAskWalk
from actions.continue_walk import ActionContinueWalk
from actions.deny import ActionDeny
from actions.distress import ActionDistress
from actions.finish_walk import ActionFinishWalk
from actions.forget import ActionConfirmForget, ActionDeleteMyData
from actions.log_intent import ActionLogIntent
from actions.meanings import MEANINGS
from actions.menu import ActionMenu
from actions.not_understood import LONG_TEXT, ActionNotUnderstood
from actions.restart import ActionRestart
from actions.show_human import ActionShowHuman
from actions.show_resources import ActionShowResources
from actions.show_thoughts import ActionShowThoughts
from actions.start_walk import ActionStartWalk
from actions.stop_walk import ActionStopWalk
from actions.turn import heard
from actions.validate_walk_form import ValidateWalkForm
from actions.walk.plan import CHAIN, thoughts
from actions.welcome import ActionWelcome
from bot.settings import ROOT
from bot.store.log import iso_week
from bot.store.tables import intent_log


@pytest.fixture(autouse=True)
def wired(sqlite_engine: Engine):
    """The actions' own database; what they used before is put back afterwards."""
    before = services._services
    services.use(services.Services(engine=sqlite_engine))
    yield
    services.use(before)


def rows(engine: Engine) -> list[dict]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(intent_log.select()).mappings()]


# --- The package ----------------------------------------------------------------------------


def test_the_actions_of_the_package_are_those_of_the_domain(domain):
    executor = ActionExecutor()
    executor.register_package("actions")
    own = {
        name
        for name, run in executor.actions.items()
        if inspect.getmodule(getattr(run, "__self__", run)).__name__.startswith("actions")
    }
    named = {name for name in domain.user_actions if not name.startswith("utter_")}
    assert own == named


@pytest.mark.parametrize("path", sorted((ROOT / "actions").glob("*.py")), ids=lambda p: p.stem)
def test_actions_stay_below_the_channels(path):
    assert not re.search(
        r"(from|import) bot\.(telegram|mentors|assistant)", path.read_text("utf-8")
    )


def test_each_action_says_its_name_and_what_it_is_for():
    for cls in Action.__subclasses__():
        if cls.__module__.startswith("actions."):
            assert cls.__doc__, cls
            assert cls().name().startswith(("action_", "validate_"))


# --- What an action hears -------------------------------------------------------------------


def test_what_is_heard_of_a_message():
    said = heard(
        tracker("hi", "faq/evidence", 0.7, choice="offer", ranking=[("faq/evidence", 0.7)])
    )
    assert (said.text, said.intent, said.base) == ("hi", "faq/evidence", "faq")
    assert (said.confidence, said.choice, said.ranking) == (0.7, "offer", (("faq/evidence", 0.7),))


def test_nothing_is_heard_of_an_empty_message_or_a_payload():
    empty = tracker()
    empty.latest_message = {"text": None, "intent": None, "entities": None}
    assert heard(empty).text == heard(empty).intent == ""
    assert heard(tracker("/greet", "greet")).text == ""


# --- The log --------------------------------------------------------------------------------


async def test_a_message_becomes_one_anonymous_row(sqlite_engine: Engine):
    seen = tracker(
        "MARKEDWORD", "argue_for/peers", form="walk_form", step="core_1",
        message={"data_version": "c136131b0d3c"},
    )  # fmt: skip
    done = await did(ActionLogIntent(), seen)
    (row,) = rows(sqlite_engine)
    token = done.slots["session_token"]
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert (row["session"], row["intent"], row["step"]) == (token, "argue_for/peers", "core_1")
    assert row["model"] == "c136131b0d3c"
    assert row["week"] == iso_week(datetime.now(timezone.utc).date())
    assert "MARKEDWORD" not in str(row)


async def test_the_token_of_a_session_stays_and_comes_from_nobody(sqlite_engine: Engine):
    await did(ActionLogIntent(), tracker("x", "greet", session_token="t" * 32))
    await did(ActionLogIntent(), tracker("x", "greet", session_token="t" * 32))
    assert [row["session"] for row in rows(sqlite_engine)] == ["t" * 32] * 2
    one = (await did(ActionLogIntent(), tracker("x", "greet"))).slots["session_token"]
    two = (await did(ActionLogIntent(), tracker("x", "greet"))).slots["session_token"]
    assert one != two


async def test_outside_of_a_walk_no_step_is_logged(sqlite_engine: Engine):
    await did(ActionLogIntent(), tracker("x", "", step="core_1"))
    assert [(row["step"], row["intent"]) for row in rows(sqlite_engine)] == [("", "nlu_fallback")]


async def test_the_form_that_a_message_opens_writes_no_second_row(sqlite_engine: Engine):
    """Rasa fills slots again when a form begins, after the action that led to it."""
    seen = tracker("x", "thought_dependence", last="action_start_walk", session_token="t" * 32)
    assert (await did(ActionLogIntent(), seen)).events == []
    assert rows(sqlite_engine) == []


# --- A walk ---------------------------------------------------------------------------------


@pytest.mark.parametrize("thought", CHAIN)
async def test_a_thought_begins_its_walk(thought: str):
    done = await did(ActionStartWalk(), tracker("…", f"thought_{thought}"))
    assert done.said == ["utter_welcome_short"]
    assert (done.slots["thought"], done.slots["step"]) == (thought, "opening")
    assert done.slots["welcomed"] is True


async def test_who_was_welcomed_is_not_welcomed_again():
    assert (
        await did(ActionStartWalk(), tracker("", "thought_dependence", welcomed=True))
    ).said == []


async def test_the_same_thought_goes_on_and_another_begins_anew():
    slots = {"thought": "dependence", "step": "fact", "belief_before": 3.0, "welcomed": True}
    same = await did(ActionStartWalk(), tracker("", "thought_dependence", **slots))
    assert (same.slots["step"], same.slots["belief_before"]) == ("fact", 3.0)
    other = await did(ActionStartWalk(), tracker("", "thought_replacement", **slots))
    assert (other.slots["thought"], other.slots["step"]) == ("replacement", "opening")
    assert other.slots["belief_before"] is None


async def test_the_question_comes_with_a_bridge_after_an_interruption():
    slots = {"thought": "dependence", "step": "belief"}
    asked = await did(ActionAskWalk(), tracker("7", **slots))
    assert asked.said == ["utter_walk_belief"]
    back = await did(ActionAskWalk(), tracker("?", last="utter_faq", **slots))
    assert back.said == ["utter_walk_bridge", "utter_walk_belief"]
    assert (await did(ActionAskWalk(), tracker())).said == []


async def test_an_answer_moves_the_walk_on():
    slots = {"thought": "dependence", "step": "belief"}
    done = await did(ValidateWalkForm(), tracker("7", "chitchat", form="walk_form", **slots))
    assert (done.slots["belief_before"], done.slots["step"]) == (7, "core_1")
    assert done.slots["walk_answer"] is None


async def test_an_interruption_sets_nothing_so_that_the_form_gives_way():
    slots = {"thought": "dependence", "step": "belief"}
    seen = tracker("what do you store?", "ask_privacy", form="walk_form", **slots)
    assert (await did(ValidateWalkForm(), seen)).events == []


async def test_the_message_that_began_the_walk_is_no_answer():
    slots = {"thought": "dependence", "step": "opening"}
    seen = tracker("I rely on it", "thought_dependence", last="action_start_walk", **slots)
    assert (await did(ValidateWalkForm(), seen)).events == []


async def test_the_last_answer_closes_the_form():
    slots = {"thought": "dependence", "step": "when", "chosen_step": "own"}
    done = await did(ValidateWalkForm(), tracker("on Friday", form="walk_form", **slots))
    assert done.slots["walk_answer"] == "done"
    assert done.slots["requested_slot"] is None
    assert done.slots["words"]["when"] == "on Friday"


async def test_the_end_shows_the_page_and_forgets_what_it_was_made_of():
    slots = {"thought": "self_doubt", "belief_before": 8.0, "belief_after": 5.0,
             "words": {"sentence": "MINE"}}  # fmt: skip
    done = await did(ActionFinishWalk(), tracker("Friday", **slots))
    assert "MINE" in done.said[0]
    assert done.messages[1]["next_intent"] == "thought_dependence"
    for name in ("thought", "step", "belief_before", "belief_after", "words", "walk_answer"):
        assert done.slots[name] is None
    assert done.slots["finished"] == ["self_doubt"]


async def test_a_thought_that_came_up_is_offered_first():
    slots = {"thought": "self_doubt", "also": ["career_pressure", "replacement"]}
    done = await did(ActionFinishWalk(), tracker("", **slots, finished=["career_pressure"]))
    assert done.messages[1]["next_intent"] == "thought_replacement"


async def test_after_the_last_thought_nothing_is_offered():
    done = await did(ActionFinishWalk(), tracker("", thought="dependence", finished=list(CHAIN)))
    assert done.said[1:] == ["utter_goodbye"]
    assert (await did(ActionFinishWalk(), tracker())).events == []


async def test_a_walk_that_was_left_is_taken_up_again():
    done = await did(ActionContinueWalk(), tracker(thought="dependence", step="fact"))
    assert done.next == "walk_form"
    none = await did(ActionContinueWalk(), tracker())
    assert (none.said, none.next) == (["utter_walk_none_open"], None)


async def test_stopping_keeps_the_place():
    done = await did(ActionStopWalk(), tracker("stop", "stop", thought="dependence", step="fact"))
    assert done.said == ["utter_walk_stopped"]
    assert "thought" not in done.slots


async def test_starting_over_asks_nothing_and_names_what_it_drops():
    done = await did(ActionRestart(), tracker("", "restart", thought="dependence"))
    assert done.said == ["utter_restart_dropped"]
    assert done.messages[0]["phrase"] == thoughts()["dependence"].phrase
    assert done.slots["thought"] is None
    assert (await did(ActionRestart(), tracker("", "restart"))).said == ["utter_restart"]


# --- Yes, no, menus, greetings --------------------------------------------------------------


async def test_a_yes_takes_up_the_offer_that_stands(sqlite_engine: Engine):
    forget = tracker("yes", "affirm", offer="forget", replies=("utter_forget_confirm",))
    assert (await did(ActionAffirm(), forget)).said == ["utter_forgotten"]
    shown = tracker("yes", "affirm", offer="thoughts", replies=("utter_affirm",))
    assert (await did(ActionAffirm(), shown)).said == ["utter_thoughts_menu"]
    following = tracker("yes", "affirm", offer="thought_dependence", replies=("utter_walk_next",))
    done = await did(ActionAffirm(), following)
    assert (done.slots["thought"], done.next) == ("dependence", "walk_form")


async def test_a_yes_to_something_else_never_erases(sqlite_engine: Engine):
    late = tracker("yes", "affirm", offer="forget", replies=("utter_faq/evidence",))
    done = await did(ActionAffirm(), late)
    assert done.said == ["utter_affirm"]
    assert "forget" not in done.slots


async def test_a_no_lets_go():
    assert (await did(ActionDeny(), tracker("no", "deny"))).said == ["utter_deny"]
    kept = tracker("no", "deny", offer="forget", replies=("utter_forget_confirm",))
    done = await did(ActionDeny(), kept)
    assert done.said == ["utter_forget_kept"]
    assert done.slots["offer"] is None


async def test_all_six_thoughts_are_shown_by_fitting_titles():
    done = await did(ActionShowThoughts(), tracker("", "show_thoughts"))
    assert done.payloads == [f"/{t.intent}" for t in thoughts().values()]


async def test_the_menu():
    assert (await did(ActionMenu(), tracker("", "choose"))).said == ["utter_menu"]


async def test_the_welcome_comes_once_and_on_start():
    first = await did(ActionWelcome(), tracker("hi", "greet"))
    assert (first.said, first.slots["welcomed"]) == (["utter_welcome"], True)
    assert (await did(ActionWelcome(), tracker("hi", "greet", welcomed=True))).said == [
        "utter_greet"
    ]
    again = await did(ActionWelcome(), tracker("", "start", welcomed=True))
    assert again.said == ["utter_welcome"]


async def test_distress_is_met_with_less_the_second_time():
    first = await did(ActionDistress(), tracker("I can't", "express_distress", welcomed=True))
    assert (first.said, first.slots["distressed"]) == (["utter_distress"], True)
    more = tracker("I can't", "express_distress", welcomed=True, distressed=True)
    assert (await did(ActionDistress(), more)).said == ["utter_distress_more"]
    new = await did(ActionDistress(), tracker("I can't", "express_distress"))
    assert new.said == ["utter_welcome_short", "utter_distress"]


# --- Not understood -------------------------------------------------------------------------

GUESSES = [
    ("nlu_fallback", 0.8),
    ("faq/evidence", 0.1),
    ("crisis", 0.05),
    ("help", 0.04),
    ("why_not/coding", 0.01),
]


async def test_two_likely_meanings_and_the_second_time_the_menu():
    done = await did(ActionNotUnderstood(), tracker("blah", "nlu_fallback", ranking=GUESSES))
    assert done.said == ["utter_not_understood"]
    assert done.payloads == ["/faq/evidence", "/help"]
    again = tracker("blah", "nlu_fallback", ranking=GUESSES, misses=1,
                    replies=("utter_not_understood",))  # fmt: skip
    assert (await did(ActionNotUnderstood(), again)).said == [
        "utter_not_understood_again",
        "utter_menu",
    ]


async def test_without_a_likely_meaning_nothing_is_guessed():
    odd = {"ranking": [("crisis", 1.0)]}
    first = await did(ActionNotUnderstood(), tracker("😀", "nlu_fallback", **odd))
    assert (first.said, first.payloads) == (["utter_empty"], [])
    again = tracker("😀", "nlu_fallback", replies=("utter_not_understood",), **odd)
    assert (await did(ActionNotUnderstood(), again)).said[-1] == "utter_menu"


@pytest.mark.parametrize(
    ("text", "reply"),
    [("", "utter_empty"), (" \n", "utter_empty"), ("w" * (LONG_TEXT + 1), "utter_too_long")],
)
async def test_messages_without_or_with_too_many_words(text: str, reply: str):
    seen = tracker(text, "nlu_fallback", ranking=GUESSES)
    assert (await did(ActionNotUnderstood(), seen)).said == [reply]


async def test_a_country_after_the_question_for_one_is_understood():
    seen = tracker("Spain", "nlu_fallback", offer="region", replies=("utter_resources_region",))
    done = await did(ActionNotUnderstood(), seen)
    assert "024" in done.said[0]
    assert done.slots["region"] == "ES"


def test_meanings_fit_on_a_button_and_are_intents(domain):
    for name, title in MEANINGS.items():
        assert name.split("/")[0] in domain.intents
        assert len(title) <= 25
    assert len(set(MEANINGS.values())) == len(MEANINGS)


# --- Resources, people, languages -----------------------------------------------------------


async def test_resources_of_the_region_that_was_named():
    done = await did(ActionShowResources(), tracker("help in Germany please", "ask_resources"))
    assert done.said[0].startswith("Germany. In an emergency: 112.")
    assert "Dragonfly" in done.said[0]
    assert done.slots["region"] == "DE"


async def test_resources_anywhere_and_the_question_where():
    done = await did(ActionShowResources(), tracker("", "ask_resources"))
    assert done.said[0] == "utter_resources_intro"
    assert "findahelpline.com" in done.said[1]
    assert done.said[2] == "utter_resources_region"
    assert done.slots["offer"] == "region"


async def test_old_resources_are_told_with_a_warning(monkeypatch: pytest.MonkeyPatch):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2099, 1, 1, tzinfo=tz)

    seen = tracker("", "ask_resources", region="DE")
    assert help_by_region.directory().regions["DE"].stale(date(2099, 1, 1))
    monkeypatch.setattr(show_resources, "datetime", Later)
    assert "utter_resources_stale" in (await did(ActionShowResources(), seen)).said


async def test_a_person_is_named_where_the_settings_name_one(sqlite_engine: Engine):
    assert (await did(ActionShowHuman(), tracker("", "ask_human"))).said == [
        "utter_ask_human_nobody"
    ]
    services.use(services.Services(engine=sqlite_engine, human_contact="Ana, room 7"))
    done = await did(ActionShowHuman(), tracker("", "ask_human"))
    assert (done.said, done.messages[0]["contact"]) == (["utter_ask_human"], "Ana, room 7")


async def test_another_language_is_noticed_once(sqlite_engine: Engine):
    seen = tracker("hola", "greet", message={"language": "es"})
    assert (await did(ActionLogIntent(), seen)).slots["language"] == "es"
    known = tracker("hola", "greet", message={"language": "es"}, language="es")
    assert "language" not in (await did(ActionLogIntent(), known)).slots


@pytest.mark.parametrize("code", [None, "", "en", "xx", 5])
async def test_english_and_the_unknown_are_no_news(code, sqlite_engine: Engine):
    done = await did(ActionLogIntent(), tracker("x", "greet", message={"language": code}))
    assert list(done.slots) == ["session_token"]


# --- Erasing --------------------------------------------------------------------------------


async def test_erasing_is_asked_once():
    done = await did(ActionDeleteMyData(), tracker("", "delete_my_data"))
    assert (done.said, done.slots) == (["utter_forget_confirm"], {"offer": "forget"})


async def test_erasing_deletes_the_rows_of_this_session_only(sqlite_engine: Engine):
    for token in ("t" * 32, "u" * 32):
        await did(ActionLogIntent(), tracker("x", "greet", session_token=token))
    done = await did(ActionConfirmForget(), tracker("", "confirm_forget", session_token="t" * 32))
    assert [row["session"] for row in rows(sqlite_engine)] == ["u" * 32]
    assert done.messages[0]["custom"] == {"kind": "forgotten"}
    assert done.slots == {"forget": True}
    assert [e["event"] for e in done.events] == ["active_loop", "reset_slots", "slot"]


async def test_erasing_without_a_session_is_no_error(sqlite_engine: Engine):
    assert (await did(ActionConfirmForget(), tracker())).said == ["utter_forgotten"]


# --- Services -------------------------------------------------------------------------------


def test_a_separate_action_server_opens_what_the_settings_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BEARINGS_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("BEARINGS_HUMAN_CONTACT", "Ana")
    services.use(None)
    opened = services.services()
    assert opened is services.services()
    assert opened.human_contact == "Ana"
    assert (tmp_path / "own" / "bearings.db").exists()
    opened.engine.dispose()
