"""A walk takes up what an answer mentions: once, never twice in the same words, and keeps none."""

from __future__ import annotations

import json
import logging

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine
from talk import did, tracker

from actions import services
from actions.crisis_support import ActionCrisisSupport
from actions.distress import ActionDistress
from actions.log_intent import ActionLogIntent
from actions.mentions import phrases
from actions.paths import DATA
from actions.start_walk import ActionStartWalk
from actions.turn import Heard, heard
from actions.validate_walk_form import ValidateWalkForm
from actions.walk.mentioned import as_words, beginning, from_words, receipt
from actions.walk.state import Walk, walk_from, walk_values
from actions.walk.summary import summary
from actions.walk.turns import answer, begin
from actions.walk_slots import walk_events
from bot.store.tables import intent_log

PROPOSAL = ("task", "fellowship_proposal")
CODE = ("task", "code")
THESIS = ("task", "thesis")
CHATGPT = ("tool", "chatgpt")
PHD = ("stage", "phd_student")
MAY = ("deadline", "contract.may")

MENTIONS = st.sampled_from(sorted(phrases()))


def said(text: str, *mentions: tuple[str, str], intent: str = "nlu_fallback") -> Heard:
    return Heard(text, intent, 0.2, mentions=mentions)


def names(turn) -> list[str]:
    return [reply.response for reply in turn.replies]


# --- What is taken up -----------------------------------------------------------------------


@pytest.mark.parametrize("step", ["own_words", "core_2", "just_talk"])
def test_an_open_answer_is_taken_up_where_it_mentions_something(step: str):
    turn = answer(Walk("dependence", step), said("it hangs on my proposal", PROPOSAL))
    assert names(turn) == ["utter_mention_task"]
    assert turn.replies[0].values == {
        "mention": "your fellowship proposal",
        "Mention": "Your fellowship proposal",
    }
    assert turn.walk.mentioned == (PROPOSAL,)
    assert turn.walk.step == answer(Walk("dependence", step), said("it hangs there")).walk.step


def test_what_somebody_means_to_do_is_answered_as_that():
    boss = ("person", "supervisor")
    turn = answer(Walk("dependence", "in_hands"), said("asking my supervisor about it", boss))
    assert names(turn) == ["utter_walk_in_hands_said"]
    assert turn.walk.mentioned == ()


@pytest.mark.parametrize(
    ("mention", "reply"),
    [(PROPOSAL, "task"), (CHATGPT, "tool"), (PHD, "stage"), (MAY, "deadline")],
)
def test_each_kind_has_its_reply(mention: tuple[str, str], reply: str):
    turn = answer(Walk("replacement", "core_2"), said("words and words", mention))
    assert names(turn) == [f"utter_mention_{reply}"]


def test_the_piece_of_work_comes_first_where_there_are_several():
    turn = answer(Walk("dependence", "core_2"), said("all of it", PHD, CHATGPT, MAY, PROPOSAL))
    assert turn.walk.mentioned == (PROPOSAL,)


def test_without_a_mention_the_answer_itself_is_taken_up():
    turn = answer(Walk("dependence", "core_2"), said("it was on a grey day"))
    assert (names(turn), turn.walk.mentioned) == (["utter_dependence_core_2_said"], ())


def test_the_first_answer_is_taken_up_before_what_it_mentions():
    first = answer(Walk("dependence", "core_1"), said("my proposal", PROPOSAL))
    assert (names(first), first.walk.mentioned) == (["utter_dependence_core_1_said"], ())
    assert names(answer(first.walk, said("my proposal", PROPOSAL))) == ["utter_mention_task"]


def test_what_was_taken_up_is_not_taken_up_again():
    walk = Walk("dependence", "core_2", mentioned=(PROPOSAL,))
    turn = answer(walk, said("my proposal", PROPOSAL))
    assert names(turn) == ["utter_dependence_core_2_said"]


def test_a_second_tool_or_task_has_its_own_reply_and_a_third_none():
    first = receipt((CODE,), ())
    second = receipt((THESIS,), first.mentioned)
    third = receipt((PROPOSAL,), second.mentioned)
    assert (first.response, second.response, third) == (
        "utter_mention_task",
        "utter_mention_another",
        None,
    )
    assert receipt((("stage", "postdoc"),), (PHD,)) is None


def test_an_argument_is_met_rather_than_what_it_mentions():
    heard_it = Heard("it errs in my code", "argue_against/errors", 0.97, mentions=(CODE,))
    turn = answer(Walk("dependence", "core_1"), heard_it)
    assert names(turn) == ["utter_met_argue_against_errors"]
    assert turn.walk.mentioned == ()


def test_a_sentence_of_their_own_is_left_as_it_is():
    turn = answer(Walk("dependence", "balanced", 7.0), said("my code stays mine", CODE))
    assert names(turn) == ["utter_walk_sentence_said"]


def test_an_unknown_id_is_no_mention():
    assert receipt((("tool", "MARKEDWORD"), ("word", "x")), ()) is None
    assert beginning((("tool", "MARKEDWORD"),)) is None


@given(st.lists(st.lists(MENTIONS, max_size=4), max_size=12))
def test_no_reply_comes_twice_in_a_walk(answers: list[list[tuple[str, str]]]):
    taken, replies = (), []
    for found in answers:
        turn = receipt(tuple(found), taken)
        if turn:
            replies.append(turn.response)
            assert turn.mentioned[: len(taken)] == taken
            taken = turn.mentioned
    assert len(set(replies)) == len(replies)
    assert len({phrases()[mention] for mention in taken}) == len(taken)
    assert from_words(as_words(taken)) == taken


# --- What they feel, and who else is in it -----------------------------------------------------

GUILTY, RELIEVED, TIRED = ("feeling", "guilty"), ("feeling", "relieved"), ("feeling", "tired")
BOSS, PI, WIFE = (
    ("person", "supervisor.boss"),
    ("person", "supervisor.pi"),
    ("person", "partner.wife"),
)


def test_at_first_the_feeling_is_taken_up_and_later_the_piece_of_work():
    both = (PROPOSAL, BOSS, GUILTY)
    assert beginning(both).response == "utter_mention_feeling_guilty"
    assert beginning((PROPOSAL, BOSS)).response == "utter_mention_person_above"
    assert receipt(both, ()).response == "utter_mention_task"
    assert receipt((BOSS, GUILTY), ()).response == "utter_mention_feeling_guilty"


def test_two_feelings_are_put_side_by_side():
    turn = begin("self_doubt", said("relieved and guilty", RELIEVED, GUILTY))
    assert names(turn) == ["utter_mention_feelings_mixed"]
    assert turn.replies[0].values == {"mention": "relief", "Mention": "Relief", "other": "guilt"}
    assert turn.walk.mentioned == (RELIEVED, GUILTY)
    assert receipt((GUILTY, TIRED), turn.walk.mentioned) is None
    later = receipt((RELIEVED, TIRED), (GUILTY,))
    assert later.response == "utter_mention_feelings_mixed"
    assert receipt((("feeling", "sad"),), later.mentioned) is None


def test_a_second_feeling_has_its_own_words_and_no_side_comes_twice():
    assert receipt((GUILTY,), (GUILTY,)) is None
    assert receipt((("feeling", "tired.exhausted"),), (TIRED,)) is None
    worried = receipt((("feeling", "afraid.worried"),), ())
    assert worried.response == "utter_mention_feeling_afraid"
    assert worried.values["mention"] == "worry"
    assert receipt((TIRED,), (GUILTY,)).response == "utter_mention_feeling_tired"
    assert receipt((PI,), (BOSS,)) is None
    assert receipt((WIFE,), (BOSS,)).response == "utter_mention_person_home"
    assert receipt((CODE,), (RELIEVED, GUILTY)).response == "utter_mention_task"


@pytest.mark.parametrize("intent", ["express_distress", "crisis"])
async def test_neither_distress_nor_danger_is_answered_with_it(intent: str):
    message = {"mentions": [{"kind": "feeling", "id": "tired"}]}
    action = ActionDistress() if intent == "express_distress" else ActionCrisisSupport()
    done = await did(action, tracker("so tired", intent, message=message))
    assert done.said or done.messages
    assert not [name for name in done.said if str(name).startswith("utter_mention")]


# --- The beginning --------------------------------------------------------------------------


def test_a_walk_begins_with_what_led_to_it():
    turn = begin("funding_pressure", said("my fellowship proposal", PROPOSAL))
    assert names(turn) == ["utter_mention_begin"]
    assert turn.walk == Walk("funding_pressure", mentioned=(PROPOSAL,))
    assert names(begin("self_doubt", said("as a PhD student", PHD))) == [
        "utter_mention_begin_stage"
    ]
    assert begin("self_doubt", said("I am not good enough")).replies == ()


async def test_the_action_says_it_before_the_first_question():
    mentions = [{"kind": "task", "id": "fellowship_proposal"}]
    seen = tracker("it is my fellowship proposal", "thought_funding_pressure", welcomed=True,
                   message={"mentions": mentions})  # fmt: skip
    done = await did(ActionStartWalk(), seen)
    assert done.said == ["utter_mention_begin"]
    assert done.messages[0]["mention"] == "your fellowship proposal"
    assert done.slots["words"] == {"mentioned": "task/fellowship_proposal"}


async def test_a_walk_that_is_open_is_not_begun_again():
    slots = {"thought": "dependence", "step": "fact", "welcomed": True}
    seen = tracker("my code", "thought_dependence",
                   message={"mentions": [{"kind": "task", "id": "code"}]}, **slots)  # fmt: skip
    assert (await did(ActionStartWalk(), seen)).said == []


# --- Where it lives -------------------------------------------------------------------------


def test_it_goes_through_the_slot_of_the_own_words_and_no_other():
    walk = Walk("dependence", "core_2", words={"sentence": "S"}, mentioned=(CODE, CHATGPT))
    values = json.loads(json.dumps(walk_values(walk)))
    assert walk_from(values) == walk
    words = values.pop("words")
    assert words == {"sentence": "S", "mentioned": "task/code tool/chatgpt"}
    assert "chatgpt" not in json.dumps(values)
    assert {event["name"] for event in walk_events(walk)} == {*values, "words"}


def test_the_page_at_the_end_does_not_hold_it():
    page = summary(Walk("dependence", "", 7.0, 5.0, mentioned=(CODE, CHATGPT)))
    assert "code" not in page
    assert "ChatGPT" not in page


async def test_neither_the_intent_log_nor_any_log_line_holds_it(
    sqlite_engine: Engine, caplog: pytest.LogCaptureFixture
):
    before = services._services
    services.use(services.Services(engine=sqlite_engine))
    caplog.set_level(logging.DEBUG)
    try:
        seen = tracker(
            "all of it with ChatGPT", "nlu_fallback", 0.2, form="walk_form",
            thought="dependence", step="core_2",
            message={"mentions": [{"kind": "tool", "id": "chatgpt"}]},
        )  # fmt: skip
        await did(ActionLogIntent(), seen)
        done = await did(ValidateWalkForm(), seen)
    finally:
        services.use(before)
    assert done.said == ["utter_mention_tool"]
    with sqlite_engine.connect() as connection:
        (row,) = connection.execute(intent_log.select()).mappings()
    assert "chatgpt" not in str(dict(row)).lower()
    assert "tool" not in str(dict(row))
    assert "chatgpt" not in caplog.text.lower()


def test_what_is_heard_of_mentions():
    seen = tracker("x", "greet", message={"mentions": [{"kind": "tool", "id": "chatgpt"}]})
    assert heard(seen).mentions == (CHATGPT,)
    assert heard(tracker("x", "greet")).mentions == ()


def test_each_reply_is_written():
    files = [DATA / "thoughts" / f"walk_{name}.yml" for name in ("mentions", "feelings", "people")]
    written = {
        name for path in files for name in yaml.safe_load(path.read_text("utf-8"))["responses"]
    }
    kinds = {receipt((mention,), ()).response for mention in phrases()}
    begins = {beginning((mention,)).response for mention in phrases()}
    assert written == kinds | begins | {"utter_mention_another", "utter_mention_feelings_mixed"}


def test_nothing_is_heard_of_mentions_where_danger_is_seen():
    message = {"mentions": [{"kind": "feeling", "id": "tired"}]}
    assert heard(tracker("tired of it all", "crisis", message=message)).mentions == ()
