"""A person writes, presses, edits, sends other things: what they get."""

from __future__ import annotations

import asyncio
import itertools
import json
import time

from fake_assistant import DRAWING, FakeAssistant
from standin import USERNAME, Standin
from telegram_bench import QUICK, Clock, running, until

from bot.telegram.commands import MENU, TOPICS
from bot.telegram.kinds import LINES


async def test_a_text_is_answered_with_typing_and_without_preview(bot, standin: Standin):
    standin.say(7, "hello")
    await until(lambda: standin.texts(7) == ["I heard: hello"])
    assert standin.called("sendChatAction")[0].data["chat_id"] == "7"
    extra = standin.sent(7)[0].extra
    assert json.loads(extra["link_preview_options"]) == {"is_disabled": True}
    assert "parse_mode" not in extra
    await until(lambda: standin.unconfirmed == 0)


async def test_a_drawing_is_sent_in_characters_of_the_same_width(bot, standin: Standin):
    standin.say(7, "draw")
    await until(lambda: len(standin.sent(7)) == 2)
    drawing, line = standin.sent(7)
    assert drawing.text == DRAWING
    whole = len(DRAWING.encode("utf-16-le")) // 2
    assert json.loads(drawing.extra["entities"]) == [{"type": "pre", "offset": 0, "length": whole}]
    assert "parse_mode" not in drawing.extra
    assert "entities" not in line.extra


async def test_menu_and_texts_are_set_at_the_start(bot, standin: Standin):
    await until(lambda: standin.called("setMyShortDescription"))
    commands = json.loads(standin.called("setMyCommands")[0].data["commands"])
    assert [c["command"] for c in commands] == list(MENU)
    assert standin.called("deleteWebhook")
    assert standin.called("setMyDescription")


async def test_unicode_and_markup_arrive_as_typed(bot, standin: Standin):
    texts = [
        "<b>1 < 2 & 3</b> _*[x](y)*_",
        "Ünï 你好 مرحبا 👩🏽‍🔬",
        "a\u202eb\u0007c",
        "\ud800 half",
    ]
    for number, text in enumerate(texts):
        standin.say(number + 1, text)
    await until(lambda: len(standin.messages) == len(texts))
    for number, text in enumerate(texts[:3]):
        assert standin.texts(number + 1) == [f"I heard: {text}"]
    assert standin.texts(4) == ["I heard: \ufffd half"]


async def test_long_answers_are_split_at_sentences(bot, standin: Standin):
    standin.say(7, "long")
    await until(lambda: len(standin.sent(7)) >= 4 and standin.sent(7)[-1].titles)
    parts = standin.sent(7)
    assert all(part.text.endswith(".") for part in parts)
    assert [part.titles for part in parts] == [[]] * (len(parts) - 1) + [["More"]]


async def test_a_button_is_used_once_and_leaves_a_tick(
    bot, standin: Standin, assistant: FakeAssistant
):
    standin.say(7, "ask")
    await until(lambda: standin.sent(7))
    question = standin.sent(7)[0]
    assert question.titles == [str(n) for n in range(11)]
    assert max(len(row) for row in question.keyboard) == 6
    assert "choose" not in json.dumps(question.keyboard)
    four = question.data("4")
    standin.press(question, "4")
    standin.press_data(question, four)  # a double tap
    await until(lambda: len(standin.called("answerCallbackQuery")) == 2)
    await until(lambda: len(standin.sent(7)) == 2)
    assert [said for _, said in assistant.heard] == ["ask", "/choose"]
    assert question.titles == ["✓ 4"]
    assert standin.toasts[0] in LINES["old_button"]
    standin.press(question, "✓ 4")
    await until(lambda: len(standin.toasts) == 2)
    assert standin.toasts[1] in LINES["used_button"]
    assert len(assistant.heard) == 2


async def test_buttons_survive_a_restart_and_age(
    settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    async with running(settings, assistant, clock):
        standin.say(7, "ask")
        await until(lambda: standin.sent(7))
        standin.say(7, "ask")
        await until(lambda: len(standin.sent(7)) == 2)
        await until(lambda: standin.unconfirmed == 0)
    old, new = standin.sent(7)
    fresh = FakeAssistant(assistant.tracker_store)
    async with running(settings, fresh, clock):
        standin.press(old, "3")
        await until(lambda: standin.toasts)
        assert standin.toasts[0] in LINES["old_button"]
        standin.press(new, "5")
        await until(lambda: len(standin.sent(7)) == 3)
        assert [said for _, said in fresh.heard] == ["/choose"]


async def test_a_button_of_an_expired_conversation_is_answered_politely(
    bot, standin: Standin, assistant: FakeAssistant
):
    standin.say(7, "ask")
    await until(lambda: standin.sent(7))
    assistant.tracker_store.buttons.clear()
    standin.press(standin.sent(7)[0], "3")
    await until(lambda: standin.toasts)
    standin.press(standin.sent(7)[0], "3")
    standin.expire_queries()  # Telegram no longer shows a short note, so it comes as a message
    await until(lambda: len(standin.sent(7)) == 2)
    assert standin.texts(7)[1] in LINES["old_button"]


async def test_a_button_that_was_never_offered_does_nothing(
    bot, standin: Standin, assistant: FakeAssistant
):
    standin.say(7, "ask")
    standin.say(8, "ask")
    await until(lambda: standin.sent(7) and standin.sent(8))
    mine, other = standin.sent(7)[0], standin.sent(8)[0]
    for data in ("/confirm_forget", '/choose{"choice":"9"}', "x", other.data("4"), "\ud800", ""):
        standin.press_data(mine, data)
    await until(lambda: len(standin.called("answerCallbackQuery")) == 6)
    assert len(assistant.heard) == 2


async def test_help_in_a_crisis_can_be_shown_whatever_came_since(bot, standin: Standin):
    standin.say(7, "I want to die")
    await until(lambda: standin.sent(7))
    crisis = standin.sent(7)[0]
    standin.say(7, "ask")
    await until(lambda: len(standin.sent(7)) == 2)
    standin.press(crisis, "Other countries")
    await until(lambda: len(standin.sent(7)) == 3)
    assert standin.texts(7)[2] == "I heard: /ask_resources"
    assert crisis.titles == ["I'm safe, go on", "✓ Other countries"]
    standin.press(crisis, "✓ Other countries")
    await until(lambda: standin.toasts)
    assert standin.toasts[0] in LINES["same_button"]


async def test_commands_and_deep_links(bot, standin: Standin, assistant: FakeAssistant):
    for topic in TOPICS:
        standin.say(7, f"/start {topic}")
    standin.say(7, "/start campaign_42")
    standin.say(7, f"/privacy@{USERNAME}")
    await until(lambda: len(assistant.heard) == 8)
    said = [said for _, said in assistant.heard]
    assert said == [f"/thought_{topic}" for topic in TOPICS] + ["/start", "/ask_privacy"]


async def test_every_command_of_the_menu_means_something():
    from bot.assistant.payloads import COMMANDS

    assert set(MENU) <= set(COMMANDS)
    assert all(f"thought_{topic}" for topic in TOPICS)


async def test_other_kinds_get_a_kind_line_each(bot, standin: Standin, assistant: FakeAssistant):
    file = {"file_id": "f", "file_unique_id": "u"}
    contents = {
        "photo": {"photo": [file]},
        "voice": {"voice": file},
        "video": {"video_note": file},
        "sticker": {"sticker": file},
        "document": {"document": file},
        "animation": {"animation": file, "document": file},
        "location": {"location": {"latitude": 1.5, "longitude": 2.5}},
        "contact": {"contact": {"phone_number": "+49", "first_name": "X"}},
        "dice": {"dice": {"emoji": "🎲", "value": 3}},
        "poll": {"poll": {"question": "?"}},
        "story": {"story": {}},
        "other": {"paid_media": {}},
    }
    for number, content in enumerate(contents.values(), start=1):
        standin.send(number, **content)
    await until(lambda: len(standin.messages) == len(contents))
    for number, kind in enumerate(contents, start=1):
        assert standin.texts(number)[0] in LINES[kind], kind
    assert not assistant.heard


async def test_the_same_kind_line_never_comes_twice_in_a_row(bot, standin: Standin):
    for _ in range(6):
        standin.send(7, voice={})
    await until(lambda: len(standin.sent(7)) == 6)
    texts = standin.texts(7)
    assert all(a != b for a, b in itertools.pairwise(texts))


async def test_captions_are_answered_and_albums_once(
    bot, standin: Standin, assistant: FakeAssistant
):
    standin.send(7, photo=[], caption="my plot", media_group_id="a")
    standin.send(7, photo=[], media_group_id="a")
    standin.send(7, photo=[], media_group_id="a")
    standin.say(7, "end")
    await until(lambda: "I heard: end" in standin.texts(7))
    assert standin.texts(7)[0] in LINES["caption"]
    assert standin.texts(7)[1:] == ["I heard: my plot", "I heard: end"]


async def test_notices_and_bots_are_passed_over(bot, standin: Standin, assistant: FakeAssistant):
    standin.send(7, pinned_message={})
    standin.send(7, new_chat_title="x")
    from_bot = standin.message(7, text="beep")
    from_bot["from"]["is_bot"] = True
    standin.push({"message": from_bot})
    standin.push({"poll": {}})
    standin.say(7, "end")
    await until(lambda: standin.texts() == ["I heard: end"])


async def test_an_edit_is_no_turn_unless_it_is_a_crisis(
    bot, standin: Standin, assistant: FakeAssistant
):
    standin.edit(7, "hello again")
    standin.edit(7, "I want to die")
    await until(lambda: standin.sent(7))
    assert standin.texts(7) == ["Are you safe? Call 112."]
    assert len(assistant.heard) == 1


async def test_groups_are_pointed_to_the_private_chat_once(
    bot, standin: Standin, assistant: FakeAssistant
):
    standin.membership(-50, "member", "supergroup")
    standin.say(-50, "hello all", kind="supergroup", sender=5)
    standin.edit(-50, "hello all!", kind="supergroup", sender=5)
    standin.say(-50, "I want to die", kind="supergroup", sender=5)
    await until(lambda: standin.sent(5))
    assert standin.texts(-50)[0] in LINES["group"]
    assert len(standin.sent(-50)) == 1
    assert standin.sent(-50)[0].keyboard[0][0]["url"] == f"https://t.me/{USERNAME}"
    assert standin.texts(5) == ["Are you safe? Call 112."]
    standin.press_data(standin.sent(-50)[0], "x")
    await until(lambda: standin.called("answerCallbackQuery"))


async def test_late_messages_are_answered_with_a_word_on_it(bot, standin: Standin, clock: Clock):
    standin.say(7, "long ago", date=clock() - 3700)
    standin.say(7, "also long ago", date=clock() - 3650)
    standin.say(7, "now", date=clock())
    await until(lambda: len(standin.sent(7)) == 4)
    assert standin.texts(7)[0] in LINES["late"]
    assert standin.texts(7)[1:] == ["I heard: long ago", "I heard: also long ago", "I heard: now"]


async def test_a_flood_is_answered_once_then_limited_and_harms_nobody(
    bot, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    for number in range(100):
        standin.say(7, f"m{number}", date=clock())
    standin.say(8, "calm", date=clock())
    standin.say(7, "I want to die", date=clock())
    await until(lambda: standin.texts(8) == ["I heard: calm"])
    await until(lambda: "Are you safe? Call 112." in standin.texts(7))
    assert len([t for t in standin.texts(7) if t.startswith("I heard")]) == QUICK.flood_messages
    assert len([t for t in standin.texts(7) if t in LINES["flood"]]) == 1
    standin.say(7, "calmer", date=clock() + QUICK.flood_seconds)
    await until(lambda: "I heard: calmer" in standin.texts(7))


async def test_silence_of_the_assistant_is_no_silence(bot, standin: Standin):
    standin.say(7, "silence")
    await until(lambda: standin.sent(7))
    assert standin.texts(7)[0] in LINES["nothing"]


async def test_typing_goes_on_while_it_thinks(bot, standin: Standin, assistant: FakeAssistant):
    assistant.gate = asyncio.Event()
    standin.say(7, "hello")
    await until(lambda: len(standin.called("sendChatAction")) >= 3)
    assistant.gate.set()
    await until(lambda: standin.sent(7))


async def test_order_within_a_chat_and_chats_side_by_side(
    bot, standin: Standin, assistant: FakeAssistant
):
    assistant.gate = asyncio.Event()
    chats = range(1, QUICK.turns_at_once + 4)
    for number in range(5):
        for chat in chats:
            standin.say(chat, f"m{number}", date=time.time())
    await until(lambda: assistant.running == QUICK.turns_at_once)
    assistant.gate.set()
    await until(lambda: len(standin.messages) == 5 * len(chats))
    for chat in chats:
        assert standin.texts(chat) == [f"I heard: m{n}" for n in range(5)]
    assert assistant.most_running == QUICK.turns_at_once
    assert not assistant.overlap
