"""One turn of a walk: every question with every kind of answer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.turn import Heard
from actions.walk.asides import wants_another
from actions.walk.choosing import OWN_WORDS_LIMIT
from actions.walk.plan import CHAIN, STEPS, following, thoughts
from actions.walk.questions import BRANCHES, chosen_text, offered_sentence, question
from actions.walk.state import Walk, walk_from, walk_values
from actions.walk.summary import ARGUMENT_TITLES
from actions.walk.turns import answer

ALL_STEPS = (*STEPS, *BRANCHES)


def said(text: str, intent: str = "nlu_fallback", confidence: float | None = None) -> Heard:
    """A typed message; by default one of which the model knows nothing."""
    if confidence is None:
        confidence = 0.2 if intent == "nlu_fallback" else 0.97
    return Heard(text, intent, confidence)


def pressed(intent: str, choice: str | None = None) -> Heard:
    return Heard("", intent, 1.0, choice)


def at(step: str, **changes) -> Walk:
    return Walk("self_doubt", step, **changes)


def names(turn) -> list[str]:
    return [reply.response for reply in turn.replies]


def goes(walk: Walk, heard: Heard) -> str:
    turn = answer(walk, heard)
    assert not turn.interrupted
    return turn.walk.step


# --- The way that most people take ----------------------------------------------------------


def test_a_whole_walk():
    walk = Walk("dependence")
    way = []
    for heard in (
        pressed("affirm"),
        said("8"),
        said("I feel stupid without it", "argue_against/struggle"),
        said("my thesis has deadlines", "out_of_scope", 0.3),
        pressed("affirm"),
        said("I can use it and still learn", "nlu_fallback", 0.1),
        said("5"),
        said("2"),
        said("on Friday in the library"),
    ):
        way.append(walk.step)
        turn = answer(walk, heard)
        assert not turn.interrupted
        walk = turn.walk
    assert tuple(way) == STEPS
    assert walk.step == ""
    assert (walk.before, walk.after) == (8, 5)
    assert walk.arguments == ("argue_against/struggle",)
    assert walk.chosen == thoughts()["dependence"].steps[1].id
    assert walk.words["sentence"] == "I can use it and still learn"
    assert walk.words["when"] == "on Friday in the library"


# --- Opening --------------------------------------------------------------------------------


def test_opening():
    assert goes(at("opening"), said("yes", "affirm")) == "belief"
    assert goes(at("opening"), said("that's it")) == "belief"
    assert goes(at("opening"), said("no, not really that", "deny")) == "own_words"
    assert goes(at("opening"), said("it is more that my boss never has time for me")) == "belief"


def test_own_words_lead_on_to_the_rating():
    turn = answer(at("own_words"), said("I think my work isn't mine any more"))
    assert turn.walk.step == "belief"
    assert names(turn) == ["utter_walk_own_words_said"]


# --- Ratings --------------------------------------------------------------------------------


def test_a_rating_is_taken_and_another_text_asked_for_again():
    assert answer(at("belief"), said("7")).walk == at("core_1", before=7)
    again = answer(at("belief"), said("hm", "nlu_fallback", 0.1))
    assert again.walk == at("belief")
    assert names(again) == ["utter_walk_no_number"]


@pytest.mark.parametrize("step", ["opening", "belief", "rough"])
def test_who_says_that_it_is_simply_true_is_not_asked_how_strongly_they_believe_it(step: str):
    told = said("it's true though, the contract really ends", "nlu_fallback")
    assert goes(at(step), told) == "in_hands"


def test_a_no_to_the_number_goes_on_without_one():
    turn = answer(at("belief"), said("no", "deny"))
    assert (turn.walk.step, turn.walk.before) == ("core_1", None)
    assert names(turn) == ["utter_walk_skipped"]


def test_zero_is_a_rating():
    assert answer(at("belief"), said("0")).walk.before == 0
    same = answer(at("again", before=0.0), said("0"))
    assert (same.walk.after, names(same)) == (0, ["utter_walk_same"])


def test_unsure_of_the_number_gets_three_thirds():
    assert goes(at("belief"), said("no idea", "unsure")) == "rough"
    assert answer(at("rough"), pressed("choose", "5")).walk == at("core_1", before=5)
    assert answer(at("rough"), said("8")).walk.before == 8
    assert goes(at("rough"), said("don't know", "unsure")) == "rough"


@pytest.mark.parametrize(("after", "reply"), [("3", "lower"), ("7", "same"), ("9", "higher")])
def test_the_two_ratings_are_compared(after: str, reply: str):
    turn = answer(at("again", before=7.0), said(after))
    assert turn.walk.step == "step"
    assert names(turn) == [f"utter_walk_{reply}"]
    assert turn.replies[0].values == {"before": "7", "after": after}


def test_without_a_first_rating_there_is_nothing_to_compare():
    turn = answer(at("again"), said("4"))
    assert (turn.walk.step, turn.walk.after, turn.replies) == ("step", 4, ())


def test_a_number_is_an_answer_whatever_the_model_takes_it_for():
    for intent in ("greet", "faq/timeline", "thought_replacement", "out_of_scope"):
        assert answer(at("belief"), said("7", intent)).walk.before == 7


@pytest.mark.parametrize(
    "text", ["no numbers please", "I don't want to rate this", "just want to talk"]
)
def test_who_wants_no_exercise_gets_none(text: str):
    assert goes(at("belief"), said(text)) == "just_talk"
    assert goes(at("opening"), said(text)) == "just_talk"
    assert goes(at("again", before=3.0), said(text)) == ""
    assert goes(at("just_talk"), said("all of it is too much for me")) == "core_2"


def test_who_wanted_no_exercise_is_not_asked_for_numbers_or_steps_later():
    walk = answer(at("opening"), said("no numbers please")).walk
    seen = []
    while walk.step:
        seen.append(walk.step)
        walk = answer(walk, said("it is what it is, I suppose")).walk
    assert not {"belief", "rough", "again", "step", "when"} & set(seen)
    assert seen[0] == "just_talk"


# --- Open questions -------------------------------------------------------------------------


@pytest.mark.parametrize("argument", sorted(ARGUMENT_TITLES))
def test_each_argument_is_met_and_kept_once(argument: str):
    turn = answer(at("core_1", arguments=(argument,)), said("because of that, you see", argument))
    assert turn.walk.arguments == (argument,)
    assert names(turn) == [f"utter_met_{argument.replace('/', '_')}"]
    assert turn.walk.step == "core_2"


def test_another_thought_is_noted_for_afterwards():
    turn = answer(at("core_1"), said("they will replace all of us soon", "thought_replacement"))
    assert (turn.walk.step, turn.walk.also) == ("core_2", ("replacement",))
    assert turn.replies[0].values == {"other": thoughts()["replacement"].phrase}
    same = answer(at("core_1"), said("I am just not good enough", "thought_self_doubt"))
    assert (same.walk.also, names(same)) == ((), ["utter_self_doubt_core_1_said"])


@pytest.mark.parametrize(
    "text", ["but it's true", "my contract really ends in May", "disclosure is required there"]
)
def test_what_is_simply_true_is_solved_and_not_argued_with(text: str):
    for step in ("core_1", "core_2"):
        turn = answer(at(step), said(text, "argue_for/peers"))
        assert turn.walk.step == "in_hands"
        assert turn.walk.arguments == ()
    assert question(at("in_hands")).response == "utter_self_doubt_true"
    assert goes(at("in_hands"), said("I could ask the office about it")) == "fact"


def test_no_answer_to_an_open_question_is_allowed():
    for step, after in (("core_1", "core_2"), ("core_2", "fact"), ("in_hands", "fact")):
        turn = answer(at(step), said("I don't know", "unsure"))
        assert (turn.walk.step, names(turn)) == (after, ["utter_walk_skipped"])


# --- Fact and sentence ----------------------------------------------------------------------


def test_the_fact_is_told_to_those_who_want_it():
    assert names(answer(at("fact"), pressed("affirm"))) == ["utter_self_doubt_fact_told"]
    assert names(answer(at("fact"), pressed("deny"))) == []
    assert goes(at("fact"), pressed("deny")) == "balanced"


def test_a_sentence_of_their_own_is_kept_whole_or_cut():
    turn = answer(at("balanced", before=7.0), said("I am allowed to learn"))
    assert turn.walk.words == {"sentence": "I am allowed to learn"}
    assert turn.walk.step == "again"
    long = answer(at("balanced"), said("w" * 20_000))
    assert len(long.walk.words["sentence"]) == OWN_WORDS_LIMIT


def test_a_sentence_is_offered_and_another_one_the_next_time():
    walk = at("balanced", before=7.0)
    offered = [offered_sentence(walk)]
    for _ in range(2):
        walk = answer(walk, pressed("choose", "offer")).walk
        assert walk.step == "offered"
        assert question(walk).values == {"sentence": offered[-1]}
        walk = Walk(**{**walk.__dict__, "step": "balanced"})
        offered.append(offered_sentence(walk))
    assert len(set(offered)) == 3
    assert set(offered) == set(thoughts()["self_doubt"].sentences)


def test_an_offered_sentence_is_kept_changed_or_left():
    walk = at("offered", before=7.0, words={"offer": "O"})
    assert answer(walk, pressed("affirm")).walk.words["sentence"] == "O"
    assert answer(walk, said("rather this one")).walk.words["sentence"] == "rather this one"
    assert "sentence" not in answer(walk, pressed("deny")).walk.words
    assert goes(at("offered", words={"offer": "O"}), pressed("affirm")) == "step"


# --- The small step -------------------------------------------------------------------------


def test_a_step_is_chosen_by_button_number_or_title():
    steps = thoughts()["self_doubt"].steps
    for heard in (
        pressed("choose", steps[1].id),
        said("2"),
        said("the second one"),
        said(" #2. "),
        said(steps[1].title.upper()),
    ):
        assert answer(at("step"), heard).walk == at("when", chosen=steps[1].id)
    assert question(at("when", chosen=steps[1].id)).values == {"step": steps[1].text}


def test_the_steps_are_shown_as_buttons_that_choose_them():
    buttons = question(at("step")).buttons
    assert [title for title, _ in buttons] == [s.title for s in thoughts()["self_doubt"].steps]
    for (_, payload), step in zip(buttons, thoughts()["self_doubt"].steps, strict=True):
        assert json.loads(payload.removeprefix("/choose")) == {"choice": step.id}


def test_a_step_of_their_own():
    turn = answer(at("step"), said("talk to my supervisor"))
    assert (turn.walk.step, turn.walk.chosen) == ("when", "own")
    assert chosen_text(turn.walk) == "talk to my supervisor"


def test_no_step_ends_the_walk_without_asking_when():
    for heard in (pressed("deny"), said("no idea", "unsure"), pressed("skip")):
        assert answer(at("step"), heard).walk.step == ""


def test_when_is_the_last_question():
    assert answer(at("when"), said("Friday")).walk.words == {"when": "Friday"}
    for heard in (pressed("deny"), pressed("skip"), said("Friday")):
        assert answer(at("when"), heard).walk.step == ""


# --- Back, skip, repeat ---------------------------------------------------------------------


@pytest.mark.parametrize("step", ALL_STEPS)
def test_repeat_stays(step: str):
    turn = answer(at(step), said("again please", "repeat"))
    assert (turn.walk, names(turn)) == (at(step), ["utter_walk_repeat"])


@pytest.mark.parametrize("step", ALL_STEPS)
def test_back_goes_one_question_back_and_never_before_the_first(step: str):
    turn = answer(at(step), said("go back", "go_back"))
    planned = BRANCHES.get(step, step)
    if planned == "opening":
        assert (turn.walk.step, names(turn)) == ("opening", ["utter_walk_at_start"])
    else:
        assert following(turn.walk.step) == planned
        assert names(turn) == ["utter_walk_back"]


@pytest.mark.parametrize("step", ALL_STEPS)
def test_skip_goes_on_to_a_later_question(step: str):
    turn = answer(at(step, before=5.0), said("skip", "skip"))
    expected = BRANCHES.get(step) or ("" if step in ("step", "when") else following(step))
    assert turn.walk.step == expected
    assert names(turn) == ["utter_walk_skipped"]


def test_who_gave_no_first_rating_is_not_asked_for_a_second():
    for step in ("balanced", "offered"):
        assert answer(at(step), said("skip", "skip")).walk.step == "step"
        assert answer(at(step), said("my own sentence")).walk.step == "step"


@pytest.mark.parametrize("intent", ["skip", "go_back", "repeat"])
def test_a_doubtful_steering_word_is_an_answer(intent: str):
    turn = answer(at("core_1"), said("I skip lunch to get things done", intent, 0.3))
    assert (turn.walk.step, names(turn)) == ("core_2", ["utter_self_doubt_core_1_said"])


# --- Interruptions --------------------------------------------------------------------------


@pytest.mark.parametrize("step", ALL_STEPS)
@pytest.mark.parametrize(
    "intent", ["stop", "ask_privacy", "delete_my_data", "ask_human", "bot_challenge", "restart"]
)
def test_what_is_always_answered_interrupts_everywhere(step: str, intent: str):
    assert answer(at(step), said("some words", intent)).interrupted
    assert answer(at(step), pressed(intent)).interrupted
    assert answer(at(step), pressed(intent)).walk == at(step)


@pytest.mark.parametrize("step", ALL_STEPS)
@pytest.mark.parametrize("confidence", [0.01, 0.5, 1.0])
def test_danger_interrupts_everywhere_however_sure(step: str, confidence: float):
    assert answer(at(step), said("7 I want to die", "crisis", confidence)).interrupted


def test_a_question_interrupts_an_open_question_and_a_statement_does_not():
    assert answer(
        at("core_1"), said("what is machine learning?", "faq/machine_learning")
    ).interrupted
    assert not answer(
        at("core_1"), said("it is machine learning", "faq/machine_learning")
    ).interrupted
    assert not answer(at("core_1"), said("what is it?", "faq/machine_learning", 0.3)).interrupted
    assert answer(at("core_1"), said("I can't any more", "express_distress")).interrupted


def test_another_subject_interrupts_a_closed_question():
    for intent in (
        "argue_for/peers",
        "chitchat",
        "out_of_scope",
        "greet",
        "thank",
        "why_not/coding",
    ):
        assert answer(at("belief"), said("some words", intent)).interrupted
        assert answer(at("fact"), said("some words", intent)).interrupted


def test_another_thought_opens_its_own_walk_where_no_free_answer_is_awaited():
    heard = said("they will replace us", "thought_replacement")
    assert answer(at("opening"), heard).interrupted
    assert answer(at("belief"), heard).interrupted
    assert not answer(at("core_1"), heard).interrupted
    assert answer(at("core_1"), pressed("thought_replacement")).interrupted


# --- Any sequence of messages ---------------------------------------------------------------

INTENTS = [
    "affirm", "deny", "unsure", "skip", "go_back", "repeat", "choose", "stop", "greet", "crisis",
    "nlu_fallback", "faq/timeline", "chitchat", "out_of_scope", "", "complain", "express_distress",
    *ARGUMENT_TITLES, *(f"thought_{name}" for name in CHAIN),
]  # fmt: skip
MESSAGES = st.builds(
    Heard,
    text=st.one_of(
        st.sampled_from(["", "yes", "7", "2", "skip", "it's true", "no numbers please", "why?"]),
        st.text(max_size=40),
    ),
    intent=st.sampled_from(INTENTS),
    confidence=st.sampled_from([0.0, 0.3, 0.6, 1.0]),
    choice=st.sampled_from([None, "offer", "2", "own", "unknown"]),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(CHAIN), st.lists(MESSAGES, max_size=25))
def test_any_sequence_of_messages_ends_or_stays_at_a_question(thought: str, messages: list[Heard]):
    walk = Walk(thought)
    for message in messages:
        turn = answer(walk, message)
        assert not (turn.interrupted and turn.replies)
        walk = turn.walk
        assert walk.thought == thought
        assert set(walk.arguments) <= set(ARGUMENT_TITLES)
        assert thought not in walk.also
        for rating in (walk.before, walk.after):
            assert rating is None or 0 <= rating <= 10
        assert all(len(words) <= OWN_WORDS_LIMIT for words in walk.words.values())
        if not walk.step:
            return
        assert walk.step in ALL_STEPS
        assert question(walk).response
        # It survives the way through the slots, as JSON.
        assert walk_from(json.loads(json.dumps(walk_values(walk)))) == walk


@pytest.mark.parametrize("thought", CHAIN)
def test_skipping_everything_comes_to_the_end(thought: str):
    walk, turns = Walk(thought), 0
    while walk.step:
        walk = answer(walk, pressed("skip")).walk
        turns += 1
        assert turns < 20
    assert walk.words == {}


@pytest.fixture(scope="module")
def written() -> set[str]:
    """The names of all replies that are written below data/."""
    import yaml

    from actions.paths import DATA

    found: set[str] = set()
    for path in DATA.rglob("*.yml"):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= set((loaded or {}).get("responses") or {})
    return found


@pytest.mark.parametrize("thought", CHAIN)
@pytest.mark.parametrize("step", ALL_STEPS)
def test_each_question_of_each_thought_is_written(thought: str, step: str, written: set[str]):
    assert question(Walk(thought, step)).response in written


def test_each_reply_to_an_argument_is_written(written: set[str]):
    for argument in ARGUMENT_TITLES:
        assert f"utter_met_{argument.replace('/', '_')}" in written


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can we talk about something else", True),
        ("change the topic", True),
        ("another topic please", True),
        ("I do something else with it every week and nobody minds", False),
        ("the topic of my thesis", False),
    ],
)
def test_another_thought_is_asked_for_without_naming_it(text: str, asks: bool):
    assert wants_another(Heard(text, "skip")) is asks
    assert not wants_another(Heard(text, "crisis"))


@pytest.mark.parametrize(
    "text",
    [
        "die zweite",
        "la segunda",
        "le deuxième",
        "il secondo",
        "второй",
        "第二个",
        "二つ目",
        "no. 2",
    ],
)
def test_a_step_can_be_picked_by_its_place_in_other_languages(text: str):
    steps = thoughts()["replacement"].steps
    turn = answer(Walk("replacement", "step"), said(text, "skip", 0.98))
    assert turn.walk.chosen == steps[1].id
