"""Every word a reader meets stands in Danish and in English: check, complete and compile.

Danish is the source text (msgid). Each room keeps its English in
``locale/en/LC_MESSAGES/django.po``.

    translations.py             list what is wrong; exit code 1 if anything is
    translations.py --write     add missing msgids with an empty English text, drop those not used
    translations.py --compile   write the .mo files that Django reads, as the build does
"""

import argparse
import ast
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "samspil"
CATALOG = Path("locale", "en", "LC_MESSAGES", "django.po")
# Django looks for catalogues in installed rooms only; these are none.
WITHOUT_CATALOG = frozenset({"cli", "methods"})
TRANSLATION = "django.utils.translation"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = r"""msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""

# Names that are the same in both languages, or stand in their own.
SAME_IN_BOTH = re.compile(
    r"\b(samspil|csv|png|svg|json|xlsx|pdf|powerpoint|excel|dansk|english)\b", re.IGNORECASE
)
LETTER = re.compile(r"[^\W\d_]")
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]?\d*(?:\.\d+)?[a-z]")
SPOKEN = frozenset({"alt", "aria-description", "aria-label", "data-label", "label"}) | {
    "placeholder",
    "title",
}
# A letter is written twice, once in each language, and needs no catalogue.
IN_ONE_LANGUAGE = re.compile(r"\.(da|en)\.\w+$")

Key = tuple[str, str]
"""Context (often empty) and msgid."""


@dataclass(frozen=True)
class Words:
    """A msgid as the source has it; ``plural`` is empty where there is none."""

    context: str
    singular: str
    plural: str
    where: str

    @property
    def key(self) -> Key:
        """What a catalogue finds it by."""
        return self.context, self.singular


def rooms(source: Path) -> list[Path]:
    """Return the rooms of the house, in order of name."""
    return sorted(p for p in source.iterdir() if p.is_dir() and not p.name.startswith("_"))


def templates(room: Path) -> list[Path]:
    """Return a room's templates: pages, parts of pages and letters."""
    found = (f for folder in room.rglob("templates") for f in folder.rglob("*"))
    return sorted({f for f in found if f.is_file() and f.suffix in {".html", ".txt", ".xml"}})


def words_of(room: Path, source: Path) -> Iterator[Words]:
    """Yield every msgid of a room's Python files and templates, with where it stands."""
    for file in sorted(room.rglob("*.py")) if room.is_dir() else [room]:
        content = file.read_bytes()
        yield from _extracted(content, file.relative_to(source), _called(content))
    for file in templates(room):
        yield from _extracted(_as_python(file), file.relative_to(source), KEYWORDS)


def _as_python(template: Path) -> bytes:
    """Turn a template into calls of gettext, each line from its beginning."""
    calls = templatize(template.read_text("utf-8"), origin=str(template))
    return "\n".join(line.strip() for line in calls.split("\n")).encode()


def _called(content: bytes) -> dict[str, Any]:
    """Return the functions that translate, also by the names a file has given them."""
    imports = (node for node in ast.walk(ast.parse(content)) if isinstance(node, ast.ImportFrom))
    names = (name for node in imports if node.module == TRANSLATION for name in node.names)
    other = {
        name.asname: KEYWORDS[name.name] for name in names if name.asname and name.name in KEYWORDS
    }
    return KEYWORDS | other


def _extracted(content: bytes, where: Path, called: Mapping[str, Any]) -> Iterator[Words]:
    options = {"encoding": "utf-8"}
    for line, message, _comments, context in extract(
        "python", io.BytesIO(content), called, options=options
    ):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        yield Words(context or "", singular, plural, f"{where}:{line}")


def catalog_of(room: Path) -> Catalog:
    """Return the room's English catalogue; an empty one where there is no file."""
    file = room / CATALOG
    if not file.exists():
        return Catalog(locale="en")
    with file.open("rb") as opened:
        return read_po(opened, locale="en")


def entries(catalog: Catalog) -> dict[Key, Message]:
    """Return the messages of a catalogue by context and msgid, its header left out."""
    return {
        (message.context or "", _texts(message.id)[0]): message for message in catalog if message.id
    }


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def complaints(source: Path = SOURCE) -> list[str]:
    """Return everything that is wrong under ``source``, a line each; empty when all is well."""
    found = [
        f"{words.where}: {words.singular!r} stands outside any room and is never translated"
        for file in sorted(source.glob("*.py"))
        for words in words_of(file, source)
    ]
    catalogs = {}
    for room in rooms(source):
        used = list(words_of(room, source))
        catalogs[room.name] = catalog_of(room)
        if used and room.name in WITHOUT_CATALOG:
            found.append(f"{used[0].where}: {room.name} is no installed room: not translated")
            continue
        found += _missing(room.name, used, catalogs[room.name])
        found += _left_over(room.name, used, catalogs[room.name])
        for file in templates(room):
            found += [f"{file.relative_to(source)}: {text}" for text in bare_text(file)]
    return [*found, *_disagreements(catalogs)]


def _missing(room: str, used: Sequence[Words], catalog: Catalog) -> Iterator[str]:
    known = entries(catalog)
    for words in {words.key: words for words in used}.values():
        message = known.get(words.key)
        if message is None or not all(_texts(message.string)):
            yield f"{words.where}: no English for {words.singular!r} in {room}"
        elif message.fuzzy:
            yield f"{room}: the English for {words.singular!r} is marked fuzzy"
        else:
            yield from _different(room, words, message)


def _different(room: str, words: Words, message: Message) -> Iterator[str]:
    """Placeholders and plural forms must be the same on both sides."""
    danish, english = (words.singular, words.plural), _texts(message.string)
    if bool(words.plural) != (len(english) == 2):
        yield f"{room}: {words.singular!r} has another number of forms in English"
        return
    if words.plural and words.plural != _texts(message.id)[1]:
        yield f"{room}: the plural of {words.singular!r} has changed in Danish"
    for one, other in zip(danish, english, strict=False):
        if set(PLACEHOLDER.findall(one)) != set(PLACEHOLDER.findall(other)):
            yield f"{room}: other %(placeholders)s in the English for {one!r}"


def _left_over(room: str, used: Sequence[Words], catalog: Catalog) -> Iterator[str]:
    wanted = {words.key for words in used}
    for context, singular in entries(catalog):
        if (context, singular) not in wanted:
            yield f"{room}: nothing uses {singular!r}"
    for message in catalog.obsolete.values():
        yield f"{room}: {_texts(message.id)[0]!r} is kept as obsolete"


def _disagreements(catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    """Django keeps one English text for a msgid, whichever room it comes from."""
    texts: dict[Key, dict[tuple[str, ...], str]] = defaultdict(dict)
    for room, catalog in catalogs.items():
        for key, message in entries(catalog).items():
            if all(_texts(message.string)):
                texts[key].setdefault(_texts(message.string), room)
    for (_context, singular), found in sorted(texts.items()):
        if len(found) > 1:
            sides = ", ".join(f"{room} {text[0]!r}" for text, room in found.items())
            yield f"{singular!r} has several English texts: {sides}"


def bare_text(template: Path) -> list[str]:
    """Return the visible texts of a template that stand outside its translation tags."""
    if IN_ONE_LANGUAGE.search(template.name):
        return []
    content = _without_tags(template.read_text("utf-8"))
    if template.suffix == ".html":
        page = _Visible()
        page.feed(content)
        page.close()
        texts = page.texts
    else:
        texts = [(number, line) for number, line in enumerate(content.split("\n"), 1)]
    return [
        f"line {line}: {text.strip()!r} is not translated"
        for line, text in texts
        if LETTER.search(SAME_IN_BOTH.sub("", text))
    ]


def _without_tags(content: str) -> str:
    """Blank out tags, variables and whatever stands between tags that translate or comment."""
    kept = []
    until = ""
    for token in Lexer(content).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.TEXT and not until:
            kept.append(token.contents)
        else:
            kept.append(" " + "\n" * token.contents.count("\n"))
        if token.token_type == TokenType.BLOCK:
            if name in {"blocktranslate", "blocktrans", "comment"}:
                until = f"end{name}"
            elif name == until:
                until = ""
    return "".join(kept)


class _Visible(HTMLParser):
    """Collects what a reader sees or hears, with the number of its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[int, str]] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._hidden = tag
        line = self.getpos()[0]
        self.texts += [(line, value) for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        first = self.getpos()[0]
        self.texts += [(first + n, text) for n, text in enumerate(data.split("\n"))]


def complete(room: Path, source: Path = SOURCE) -> None:
    """Bring a room's catalogue in line with its source; what people have translated is kept."""
    used = {words.key: words for words in words_of(room, source)}
    if not used or room.name in WITHOUT_CATALOG:
        return
    known = entries(catalog_of(room))
    kept = [key for key in known if key in used]
    catalog = Catalog(locale="en")
    for key in [*kept, *(key for key in used if key not in known)]:
        _add(catalog, used[key], known.get(key))
    out = io.BytesIO()
    write_po(out, catalog, width=0, no_location=True, omit_header=True)
    file = room / CATALOG
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{HEADER}\n{out.getvalue().decode().strip()}\n", "utf-8")


def _add(catalog: Catalog, words: Words, known: Message | None) -> None:
    wanted = (words.singular, words.plural) if words.plural else words.singular
    string = known.string if known and len(_texts(known.string)) == len(_texts(wanted)) else ""
    message = catalog.add(
        wanted,
        string or (("", "") if words.plural else ""),
        user_comments=known.user_comments if known else (),
        flags=known.flags if known else (),
        context=words.context or None,
    )
    message.flags.discard("python-format")


def compile_all(source: Path = SOURCE) -> None:
    """Write a ``.mo`` beside each ``.po``, as the build of the package does."""
    for file in source.rglob("*.po"):
        with file.open("rb") as opened:
            catalog = read_po(opened)
        with file.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; returns the exit code."""
    parser = argparse.ArgumentParser(description="Every word in Danish and in English.")
    parser.add_argument("--write", action="store_true", help="complete the catalogues")
    parser.add_argument("--compile", action="store_true", help="write the .mo files")
    parser.add_argument("rooms", nargs="*", help="with --write: only these rooms")
    options = parser.parse_args(arguments)
    if options.write:
        for room in rooms(SOURCE):
            if not options.rooms or room.name in options.rooms:
                complete(room)
    if options.compile:
        compile_all()
    if options.write or options.compile:
        return 0
    found = complaints()
    print("\n".join(found) or "Every word stands in both languages.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
