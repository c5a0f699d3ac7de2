"""The key file: made once, never guessed, never half."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import BearingsError
from bot.store.keys import Keys, load_keys


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "bearings.key"


def refusal(path: Path, *, may_create: bool = True) -> str:
    with pytest.raises(BearingsError) as caught:
        load_keys(path, may_create=may_create)
    text = str(caught.value)
    assert "\n" not in text
    assert str(path) in text
    return text


def test_a_key_is_made_for_the_owner_alone_and_found_again(path: Path):
    sealed = load_keys(path, may_create=True).encrypt(b"words")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
    assert load_keys(path, may_create=False).decrypt(sealed) == b"words"
    assert len(base64.urlsafe_b64decode(path.read_bytes())) == 32


def test_permissions_do_not_depend_on_the_umask(path: Path):
    old = os.umask(0)
    try:
        load_keys(path, may_create=True)
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_keys_are_not_the_same(tmp_path: Path):
    one, two = (load_keys(tmp_path / name, may_create=True) for name in "ab")
    assert one.pseudonym("x") != two.pseudonym("x")


def test_a_missing_key_is_not_replaced_where_data_need_it(path: Path):
    assert "missing" in refusal(path, may_create=False)
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"garbage!",
        b"\xff\xfe\x00",
        b"a" * 43,
        base64.urlsafe_b64encode(b"s" * 31),
        b"==",
    ],
)
def test_a_damaged_key_is_refused_and_left_alone(path: Path, content: bytes):
    path.parent.mkdir()
    path.write_bytes(content)
    assert "no Bearings key" in refusal(path)
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_key_is_refused(path: Path):
    path.mkdir(parents=True)
    assert "can't be read" in refusal(path)


def test_a_file_in_place_of_the_folder_is_refused(path: Path):
    path.parent.write_text("in the way")
    assert "can't be read" in refusal(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_key_that_may_not_be_read_is_refused(path: Path):  # pragma: no cover
    load_keys(path, may_create=True)
    path.chmod(0)
    assert "Permission denied" in refusal(path)


def test_threads_that_start_together_agree_on_one_key(path: Path):
    with ThreadPoolExecutor(16) as pool:
        names = list(pool.map(lambda _: load_keys(path, may_create=True).pseudonym("x"), range(64)))
    assert len(set(names)) == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_key_is_never_visible_half_written(path: Path, monkeypatch: pytest.MonkeyPatch):
    """A second process that starts while the first one writes must not read an empty key."""
    read: list[bytes] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        read.append(path.read_bytes() if path.exists() else b"absent")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    load_keys(path, may_create=True)
    assert read == [b"absent"]


def test_processes_that_start_together_agree_on_one_key(path: Path):
    code = (
        "import sys; from pathlib import Path; from bot.store.keys import load_keys; "
        "print(load_keys(Path(sys.argv[1]), may_create=True).pseudonym('x'))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    names = {process.communicate(timeout=60)[0] for process in started}
    assert len(names) == 1
    assert len(names.pop().strip()) == 32


def test_encryption_hides_authenticates_and_differs_each_time(keys: Keys):
    one, two = keys.encrypt(b"secret words"), keys.encrypt(b"secret words")
    assert one != two
    assert b"secret" not in one
    changed = bytearray(one)
    changed[40] ^= 1
    with pytest.raises(BearingsError, match="put back the key file"):
        keys.decrypt(bytes(changed))


def test_another_key_reads_nothing(keys: Keys):
    with pytest.raises(BearingsError) as caught:
        Keys(b"z" * 32).decrypt(keys.encrypt(b"secret words"))
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_pseudonyms_are_stable_and_useless_without_the_key(keys: Keys):
    assert keys.pseudonym("chat-7") == Keys(b"k" * 32).pseudonym("chat-7")
    assert keys.pseudonym("chat-7") != keys.pseudonym("chat-8")
    assert keys.pseudonym("chat-7") != Keys(b"z" * 32).pseudonym("chat-7")
    assert len(keys.pseudonym("")) == 32
    # What encrypts and what names are different keys of the same secret.
    assert "chat" not in keys.pseudonym("chat-7")
