"""The key that makes what is kept unreadable without it.

One file holds one random secret, apart from the database. Two keys are derived from it: one
encrypts (Fernet: AES-128-CBC with HMAC-SHA-256), one turns identifiers into pseudonyms
(HMAC-SHA-256), so that neither can be computed from the database alone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import BearingsError

SECRET_BYTES = 32


class Keys:
    """Encrypts, decrypts and makes pseudonyms with keys derived from one secret."""

    def __init__(self, secret: bytes) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret, b"encrypt")))
        self._pseudonym_key = _derive(secret, b"pseudonym")

    def encrypt(self, plain: bytes) -> bytes:
        """Return `plain`, encrypted and authenticated."""
        return self._fernet.encrypt(plain)

    def decrypt(self, sealed: bytes) -> bytes:
        """Return what :meth:`encrypt` was given.

        Raises:
            BearingsError: it was sealed with another key, or is damaged.
        """
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise BearingsError(
                "A stored conversation can't be read with this key: put back the key file that "
                "wrote it (BEARINGS_KEY_FILE), or delete the database to start anew."
            ) from None

    def pseudonym(self, identifier: str) -> str:
        """Return a stable name for `identifier`, 32 hex digits, useless without the key."""
        digest = hmac.new(self._pseudonym_key, identifier.encode(), hashlib.sha256)
        return digest.hexdigest()[:32]


def load_keys(path: Path, *, may_create: bool) -> Keys:
    """Read the key file, or make it when nothing was written with it yet.

    Args:
        path: the key file; its folder is made with access for the owner alone.
        may_create: whether a missing file may be made. False once a database holds data
            encrypted with it, since a fresh key would silently orphan all of it.

    Raises:
        BearingsError: the file is missing, unreadable, or no key.
    """
    try:
        if not path.exists():
            if not may_create:
                raise BearingsError(
                    f"The key file {path} is missing, and the database holds conversations "
                    "written with it: put it back, or delete the database to start anew."
                )
            return Keys(_create(path))
        secret = base64.urlsafe_b64decode(path.read_bytes().strip())
    except OSError as error:
        raise BearingsError(
            f"The key file {path} can't be read ({error.strerror}): "
            "mend its permissions or set BEARINGS_KEY_FILE."
        ) from None
    except ValueError:
        secret = b""
    if len(secret) != SECRET_BYTES:
        raise BearingsError(
            f"The file {path} holds no Bearings key: put back the right file, "
            "or set BEARINGS_KEY_FILE."
        )
    return Keys(secret)


def _create(path: Path) -> bytes:
    secret = secrets.token_bytes(SECRET_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.urlsafe_b64encode(secret) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all: nobody can read half a key.
        os.link(draft, path)
    except FileExistsError:  # another process of ours was faster
        return base64.urlsafe_b64decode(path.read_bytes().strip())
    finally:
        draft.unlink()
    return secret


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=b"bearings:" + purpose).derive(secret)
