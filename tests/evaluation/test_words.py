"""No word of cause anywhere in the room, in either language; R14 is said in words."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

import samspil.evaluation
from samspil.evaluation import sentences

ROOM = Path(samspil.evaluation.__file__).parent
CAUSES = re.compile(
    r"""\b(effekt\w*|virkning\w*|virke(r|de)\b|skyldes|skyldtes|før(t|te)\s+til|resulter\w*|
    medfør\w*|forårsag\w*|takket\s+være|på\s+grund\s+af|som\s+følge\s+af|årsag\w*|derfor|bevirk\w*|
    forbedre\w*|forværre\w*|gavn\w*|
    effect\w*|impact\w*|caus\w+|led\s+to|lead(s|ing)?\s+to|thanks\s+to|due\s+to|because\s+of|
    result(s|ed|ing)?\s+(of|in|from)|improv\w*|worsen\w*|therefore|owing\s+to)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def texts():
    """Every text of the room: both languages of the catalogue, definitions, templates."""
    with (ROOM / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        for message in read_po(file):
            for part in (message.id, message.string):
                for text in [part] if isinstance(part, str) else part:
                    yield "catalogue", text
    for file in [*ROOM.rglob("*.toml"), *ROOM.rglob("*.html")]:
        for line in file.read_text().splitlines():
            yield file.name, line


def test_no_text_of_the_room_speaks_of_cause():
    found = [(where, text) for where, text in texts() if CAUSES.search(text)]
    assert found == []
    assert len(list(texts())) > 400


@pytest.mark.parametrize(
    "text",
    [
        "Faldet skyldes partnerskabet", "en effekt af mellemformer", "Det førte til mere trivsel",
        "It led to more wellbeing", "due to the partnership", "an effect of",
        "Trivslen forbedredes",
    ],
)  # fmt: skip
def test_the_words_would_be_found(text):
    assert CAUSES.search(text)


@pytest.mark.parametrize(
    ("language", "words"),
    [("da", "hverken godt eller dårligt i sig selv"), ("en", "neither good nor bad in itself")],
)
def test_fewer_children_in_special_provision_is_not_called_good(language, words):
    with translation.override(language):
        assert words in str(sentences.NO_GOOD_WAY)
