"""Links in the example's mails open, and text stays text."""

import pytest

from samspil.letters.links import with_links


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SAMSPIL_PUBLIC_URL = "https://samspil.example"


def test_own_addresses_open_on_the_host_that_shows_them():
    assert with_links("Se https://samspil.example/svar/abc_-1/ i dag") == (
        'Se <a href="/svar/abc_-1/">https://samspil.example/svar/abc_-1/</a> i dag'
    )
    assert '<a href="/">' in with_links("https://samspil.example")


def test_another_host_that_begins_alike_is_not_ours():
    assert 'href="https://samspil.example.evil.example/x"' in with_links(
        "https://samspil.example.evil.example/x"
    )


@pytest.mark.parametrize("end", [".", ",", "!", "?", ")", ":", ";"])
def test_the_sentence_goes_on_after_a_link(end):
    assert with_links(f"https://a.example/b{end}") == (
        f'<a href="https://a.example/b">https://a.example/b</a>{end}'
    )


def test_nothing_else_becomes_markup():
    assert with_links("<script>1 & 2</script>") == "&lt;script&gt;1 &amp; 2&lt;/script&gt;"
    assert "<b>" not in with_links('https://a.example/"<b>')
    assert with_links("javascript:alert(1)") == "javascript:alert(1)"


def test_query_strings_survive_escaping():
    assert with_links("https://a.example/?a=1&b=2") == (
        '<a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a>'
    )
