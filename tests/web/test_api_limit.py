"""What an operator decides about the public API."""

import pytest

from samspil.web.configuration import ConfigurationError, from_environment

KEY = {"SAMSPIL_SECRET_KEY": "x" * 40}


@pytest.mark.parametrize(("given", "limit"), [("", 300), ("1", 1), ("5000", 5000)])
def test_the_limit_is_the_operators(monkeypatch, given, limit):
    for name, value in (KEY | {"SAMSPIL_API_REQUESTS": given}).items():
        monkeypatch.setenv(name, value)
    assert from_environment().api_requests == limit


@pytest.mark.parametrize("given", ["0", "-5", "mange", "1.5", "²"])
def test_another_limit_is_refused_with_what_would_be_right(monkeypatch, given):
    for name, value in (KEY | {"SAMSPIL_API_REQUESTS": given}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match="SAMSPIL_API_REQUESTS"):
        from_environment()
