"""Danish and English keep step: the check itself, and the product held up against it."""

import importlib.util
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


def _tool():
    file = CHECKOUT / ".ci" / "translations.py"
    found = importlib.util.spec_from_file_location("translations_tool", file)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


TOOL = _tool()


@pytest.fixture
def house(tmp_path):
    """A house with one room in which every word stands in both languages."""
    _put(
        tmp_path,
        "garden/services.py",
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        "from django.utils.translation import gettext_lazy as lazy\n"
        'SIZE = lazy("Stor")\n'
        'GREETING = _("Hej %(name)s")\n'
        "def many(n):\n"
        '    return ngettext("%(n)s æble", "%(n)s æbler", n)\n'
        'PLACE = pgettext("på kortet", "Mark")\n',
    )
    _put(
        tmp_path,
        "garden/templates/garden/page.html",
        '{% extends "web/base.html" %}\n<h1 class="a b">{% translate "Haven" %}</h1>\n'
        "      <p>{% blocktranslate trimmed with name=who %}\n  Her bor\n  {{ name }}\n"
        "{% endblocktranslate %} Samspil CSV</p>\n"
        "{% blocktranslate count n=n %}{{ n }} have{% plural %}{{ n }} haver"
        "{% endblocktranslate %}\n"
        '{% include "x.html" with heading=_("Bed") %} {{ text|default:_("Intet") }}\n'
        "{# en note #}<!-- en anden --><script>var tekst = 1;</script> 1.234,5 · &amp;\n",
    )
    _catalog(
        tmp_path,
        "garden",
        {
            "Hej %(name)s": "Hello %(name)s",
            ("%(n)s æble", "%(n)s æbler"): ("%(n)s apple", "%(n)s apples"),
            "Haven": "The garden",
            "Stor": "Large",
            "Her bor %(name)s": "Here lives %(name)s",
            ("%(n)s have", "%(n)s haver"): ("%(n)s garden", "%(n)s gardens"),
            "Bed": "Bed",
            "Intet": "Nothing",
        },
        extra='msgctxt "på kortet"\nmsgid "Mark"\nmsgstr "Field"\n',
    )
    return tmp_path


def _put(source, name, text):
    file = source / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _catalog(source, room, texts, extra=""):
    lines = [TOOL.HEADER]
    for danish, english in texts.items():
        if isinstance(danish, tuple):
            lines.append(
                f'msgid "{danish[0]}"\nmsgid_plural "{danish[1]}"\n'
                f'msgstr[0] "{english[0]}"\nmsgstr[1] "{english[1]}"\n'
            )
        else:
            lines.append(f'msgid "{danish}"\nmsgstr "{english}"\n')
    _put(source, f"{room}/{TOOL.CATALOG}", "\n".join([*lines, extra]))


def test_every_word_of_the_product_stands_in_both_languages():
    assert TOOL.complaints() == []


def test_a_whole_house_has_no_complaint(house):
    assert TOOL.complaints(house) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('msgstr "The garden"', 'msgstr ""', "no English for 'Haven'"),
        ('msgstr[1] "%(n)s apples"', 'msgstr[1] ""', "no English for '%(n)s æble'"),
        ("Hello %(name)s", "Hello %(nam)s", "other %(placeholders)s"),
        ("Hello %(name)s", "Hello", "other %(placeholders)s"),
        ('msgid "Haven"', '#, fuzzy\nmsgid "Haven"', "marked fuzzy"),
        ('msgid "Haven"', 'msgid "Gården"', "nothing uses 'Gården'"),
        ("æbler", "æblerne", "the plural of '%(n)s æble' has changed"),
        ('msgctxt "på kortet"', 'msgctxt "i skoven"', "no English for 'Mark'"),
        ('msgid "Bed"', '#~ msgid "Sti"\n#~ msgstr "Path"\n\nmsgid "Bed"', "kept as obsolete"),
    ],
)
def test_a_catalogue_that_lags_behind_is_told(house, old, new, complaint):
    file = house / "garden" / TOOL.CATALOG
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert any(complaint in found for found in TOOL.complaints(house))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Bare tekst</p>",
        '<input aria-label="Søg">',
        '<img alt="Et kort">',
        '<td data-label="Kommuner">{{ count }}</td>',
        "{% if a %}eller{% endif %}",
        "<p>{% translate 'Haven' %} her</p>",
        "<title>Noget</title>",
    ],
)
def test_visible_text_outside_the_tags_is_told(house, line):
    file = house / "garden/templates/garden/bare.html"
    file.write_text(f"<div>\n{line}\n</div>", "utf-8")
    found = [text for text in TOOL.complaints(house) if "not translated" in text]
    assert len(found) == 1
    assert "bare.html: line 2" in found[0]


def test_a_letter_is_written_twice_and_a_text_is_not(house):
    _put(house, "garden/templates/letters/note.da.txt", "Kære ven")
    _put(house, "garden/templates/letters/note.en.txt", "Dear friend")
    assert TOOL.complaints(house) == []
    _put(house, "garden/templates/garden/note.txt", "{{ name }}\nKære ven")
    assert ["line 2" in text for text in TOOL.complaints(house)] == [True]


def test_two_rooms_say_the_same_word_alike(house):
    _put(house, "shed/views.py", '_("Haven")')
    _catalog(house, "shed", {"Haven": "The yard"})
    assert any("several English texts" in found for found in TOOL.complaints(house))


def test_a_word_where_django_never_looks_is_told(house):
    _put(house, "cli/words.py", '_("Farvel")')
    _put(house, "top.py", '_("Øverst")')
    found = "\n".join(TOOL.complaints(house))
    assert "cli is no installed room" in found
    assert "'Øverst' stands outside any room" in found


def test_completing_adds_what_is_missing_and_keeps_what_people_wrote(house):
    file = house / "garden" / TOOL.CATALOG
    text = file.read_text("utf-8").replace('msgid "Haven"', '# ask\nmsgid "Haven"')
    file.write_text(text.replace('msgid "Bed"', 'msgid "Sti"'), "utf-8")
    TOOL.complete(house / "garden", house)
    written = file.read_text("utf-8")
    assert 'msgid "Bed"\nmsgstr ""' in written
    assert "Sti" not in written
    assert '# ask\nmsgid "Haven"\nmsgstr "The garden"' in written
    assert 'msgstr[1] "%(n)s apples"' in written
    assert [found for found in TOOL.complaints(house) if "'Bed'" not in found] == []
    TOOL.complete(house / "garden", house)
    assert file.read_text("utf-8") == written


def test_a_room_without_words_needs_no_catalogue(house):
    _put(house, "attic/models.py", "x = 1\n")
    TOOL.complete(house / "attic", house)
    assert not (house / "attic" / "locale").exists()
    assert TOOL.complaints(house) == []


def test_compiling_writes_what_django_reads(house):
    import gettext

    TOOL.compile_all(house)
    with (house / "garden" / TOOL.CATALOG).with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Haven") == "The garden"
    assert words.ngettext("%(n)s æble", "%(n)s æbler", 2) == "%(n)s apples"
    assert words.pgettext("på kortet", "Mark") == "Field"
