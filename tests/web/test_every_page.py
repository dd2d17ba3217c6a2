"""Every page that can be reached from the home page, as each of the people who might."""

import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from samspil.people.models import User
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db
CHECKOUT = Path(__file__).parents[2]
LOADS = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("form", "action"),
         ("source", "src"), ("use", "href"), ("object", "data"), ("video", "src")}  # fmt: skip
# What a page says of itself to engines and readers' programs, with whole addresses; never fetched.
TOLD = {"canonical", "alternate"}
SPOKEN = {"aria-label", "alt", "title", "data-label", "placeholder"}


class Page(HTMLParser):
    """What a test asks about a page."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links, self.loads, self.inline = [], [], []
        self.texts, self.headings, self.ids, self.language = [], 0, [], ""
        self._inside = []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "html":
            self.language = named.get("lang")
        if tag == "h1":
            self.headings += 1
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if tag == "style" or (tag == "script" and not named.get("src")):
            self.inline.append(tag)
        self.inline += [name for name in named if name == "style" or name.startswith("on")]
        if not TOLD & set((named.get("rel") or "").split()):
            self.loads += [value for name, value in attrs if (tag, name) in LOADS and value]
        self.ids += [named["id"]] if named.get("id") else []
        if named.get("lang") and tag != "html":
            self._inside.append(tag)
        if not self._inside:
            self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data):
        if data.strip() and not self._inside:
            self.texts.append(" ".join(data.split()))


def walk(client: Client, seen: set[str], once: set[str]) -> dict[str, Page]:
    """Follow links from the home page: a page of each kind.

    Figures and files, which ``once`` gathers, are for the first visitor alone: who may have a file
    and what is in it is tried in its own room.
    """
    found, kinds, waiting = {}, set(), ["/", "/konto/login/"]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in kinds or kind in once:
            continue
        kinds.add(kind)
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            once.add(kind)
            continue
        found[address] = Page(answer.content.decode())
        if kind.startswith("letters:"):
            # A letter's links are for the one it was sent to.
            continue
        waiting += [
            urljoin(address, link).partition("#")[0]
            for link in found[address].links
            if not urlsplit(link).scheme and not link.startswith("#")
        ]
    once |= {kind for kind in kinds if kind.startswith("figures:")}
    seen |= kinds
    return found


def kind_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


def must_be_sound(address: str, page: Page, language: str) -> None:
    assert page.inline == [], address
    assert page.headings == 1, address
    assert page.language == language, address
    assert len(set(page.ids)) == len(page.ids), (address, sorted(page.ids))
    for load in page.loads:
        assert not urlsplit(load).netloc, (address, load)
        assert urlsplit(load).scheme in ("", "data"), (address, load)
    for link in page.links:
        # A source may be named by its address; nothing else leads out of the house.
        assert urlsplit(link).scheme in ("", "mailto", "https"), (address, link)


@pytest.fixture
def house(db, settings):
    """The example edition with all that its people have done."""
    from samspil.web import example

    settings.SAMSPIL_DEMO = True
    example.prepare(first_day=timezone.localdate(), told=False)
    return Client()


PEOPLE = ["", "chef-e01", "chef-e12", "konsulent", "facilitator", "programejer", "redaktoer"]
# What is sound in English is built by the same templates in Danish: there those will do who see
# the outside and the most of the inside.
WALKS = [("da", ["", "programejer"]), ("en", PEOPLE)]


@pytest.mark.parametrize(("language", "people"), WALKS)
def test_every_page_of_everybody_is_sound_and_in_one_language(house, language, people):
    house.cookies["samspil_sprog"] = language
    seen: set[str] = set()
    once: set[str] = set()
    for who in people:
        if who:
            house.force_login(User.objects.get(email=f"{who}@samspil.example"))
            house.cookies["samspil_sprog"] = language
        for address, page in walk(house, seen, once).items():
            must_be_sound(address, page, language)
            if language == "en":
                assert danish_in(page) == [], (who, address)
    assert len(seen) >= 40, sorted(seen)


def danish_in(page: Page) -> list[str]:
    """Texts that stand in a catalogue as Danish and read differently in English."""
    return [text for text in page.texts if text in DANISH]


def _danish_texts() -> set[str]:
    file = CHECKOUT / ".ci" / "translations.py"
    found = importlib.util.spec_from_file_location("translations_tool", file)
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    danish, english = set(), set()
    for room in tool.rooms(tool.SOURCE):
        for message in tool.entries(tool.catalog_of(room)).values():
            danish |= set(tool._texts(message.id))
            english |= set(tool._texts(message.string))
    return danish - english


DANISH = _danish_texts()

PUBLIC = ["/", "/kommuner/", "/kommuner/615/", "/kommuner/615/?omraade=daycare", "/indikatorer/",
          "/indikatorer/inclusion_rate/", "/indikatorer/staff_ratio_0_2/",
          "/indikatorer/exam_mean_grade9/", "/konto/login/", "/konto/opret/", "/konto/lukket/",
          "/tilgaengelighed/", "/privatliv/"]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_no_danish_letter_is_left_on_an_english_page_but_names_and_titles(client, address):
    client.cookies["samspil_sprog"] = "en"
    page = Page(client.get(address).content.decode())
    names = sorted((name for name in places.names().values()), key=len, reverse=True)
    left = []
    for text in page.texts:
        rest = text
        for name in names:
            rest = rest.replace(name, "")
        # Titles of tables and statutes are quoted as their publishers have them.
        quoted = "Source:" in rest or '"' in rest or "(" in rest
        on_a_tile = len(rest) <= 10
        if re.search("[æøåÆØÅ]", rest) and not quoted and not on_a_tile:
            left.append(rest)
    assert left == []
    assert danish_in(page) == []
