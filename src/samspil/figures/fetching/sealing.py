"""Keeping a publisher's key where nobody can read it without the installation's own secret.

Fernet (AES-128-CBC and HMAC-SHA256) under a key derived by HKDF from SECRET_KEY. Django signs but
does not encrypt; a copy of the database alone, such as a backup, must not give the key away.
"""

import base64

from django.conf import settings

from samspil.figures.fetching.secret import Secret

_PURPOSE = b"samspil.figures.fetching.key"


class UnopenableError(Exception):
    """What was sealed was sealed under another SECRET_KEY, or has been changed."""


def seal(secret: Secret) -> str:
    """Return the key encrypted."""
    from cryptography.fernet import Fernet

    return Fernet(_key()).encrypt(secret.reveal().encode()).decode()


def unseal(sealed: str) -> Secret:
    """Return the key; raises UnopenableError."""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Secret(Fernet(_key()).decrypt(sealed.encode()).decode())
    except InvalidToken:
        raise UnopenableError from None


def _key() -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode()))
