"""Encryption of what only somebody with the right secret may read, with no trace of the hour.

ChaCha20-Poly1305 under keys derived by HKDF-SHA256. Not Fernet: its tokens carry the time in the
clear, and under a promise of anonymity the hour gives people away.
"""

import secrets

from django.conf import settings

NONCE = 12
_MARK = "sealed:"


class UnopenableError(Exception):
    """What was sealed was sealed under another key, or has been changed."""


def key_of(secret: str, purpose: str, salt: str = "") -> bytes:
    """Return the key (32 bytes) that a secret gives for one purpose; no purpose leads to another.

    The secret must be long and random, as that of a personal link is; it is not stretched.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(
        algorithm=SHA256(),
        length=32,
        salt=salt.encode() or None,
        info=f"samspil.{purpose}".encode(),
    )
    return derived.derive(secret.encode())


def seal(key: bytes, content: bytes, about: str = "") -> bytes:
    """Return the content encrypted; it opens only under the same key and ``about``."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = secrets.token_bytes(NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, about.encode())


def unseal(key: bytes, box: bytes, about: str = "") -> bytes:
    """Return what was sealed; raises UnopenableError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(box[:NONCE], box[NONCE:], about.encode())
    except (InvalidTag, ValueError):
        raise UnopenableError from None


def seal_here(purpose: str, content: bytes, about: str = "") -> bytes:
    """Seal under the installation's own secret, which is not in the database or its copies."""
    return seal(key_of(settings.SECRET_KEY, purpose), content, about)


def unseal_here(purpose: str, box: bytes, about: str = "") -> bytes:
    """Open what was sealed under the installation's secret of today or an earlier one.

    Earlier ones are Django's SECRET_KEY_FALLBACKS. Raises UnopenableError.
    """
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return unseal(key_of(secret, purpose), box, about)
        except UnopenableError:
            continue
    raise UnopenableError


def seal_words(purpose: str, words: str) -> str:
    """Seal a text into a text that says of itself that it is sealed.

    In hexadecimal: no name of a person who is to be forgotten is ever found in it.
    """
    return _MARK + seal_here(purpose, words.encode()).hex()


def unseal_words(purpose: str, words: str) -> str:
    """Open a text if it is sealed; any other is returned as it is. Raises UnopenableError."""
    if not words.startswith(_MARK):
        return words
    try:
        box = bytes.fromhex(words.removeprefix(_MARK))
    except ValueError:
        raise UnopenableError from None
    return unseal_here(purpose, box).decode()
