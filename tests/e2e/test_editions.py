"""The three editions as they would have been played: copied, published, invited to, registered
for, confirmed and billed, in a real browser, with the clock of the time.

The municipalities are those of the example, so each copy is marked an example before it is
published. Sums are those of the invitations; what an invitation does not say is set here as an
owner would have to.
"""

import csv
import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

CHIEFS = {"E01": "Fabelborg", "E02": "Prøvestrand", "E11": "Opdigtkøbing", "E12": "Øvelsesborg"}
CVR = {"E01": "10000203", "E02": "10000106", "E12": "10000203"}
GLN = "5790000000012"


@dataclass
class Play:
    """One edition being played: its id, who walks, and what time it is."""

    edition: str
    make: Callable
    clock: object
    language: str = "da"
    width: int = 1280

    @property
    def year(self) -> str:
        return self.edition.rpartition("-")[2]

    @property
    def base(self) -> str:
        return f"/partnerskaber/{self.edition}"

    def person(self, name: str):
        """Somebody at a window of their own, who signs in now."""
        one = self.make(language=self.language, width=self.width)
        if name:
            one.be(name)
        return one

    def chief(self, code: str):
        return self.person(f"Skolechefen i {CHIEFS[code]}")

    def look(self, walker, name: str) -> None:
        """Look at a page that every play passes; once is enough, where there is least room."""
        if self.width == 390:
            walker.look(f"{self.year}-{name}")


@pytest.fixture
def play(walker_then, past):
    return lambda edition, **more: Play(edition, walker_then, past.clock, **more)


def test_2018_both_levels_and_support_without_a_price(play) -> None:
    run = play("dengang-2018")
    run.clock.stand("2018-09-03 09:00:00")
    owner = _publish(
        run,
        copied="2018",
        parts={
            "beskrivelse": WHEN | {"invited_when_da": "Efteråret 2018"},
            "priser": {
                "prices_partnership_school": "40000",
                "prices_covers_da": "Fælles netværksmøder",
                "prices_covers_en": "Shared network meetings",
            },
            "hold": {"team_included": "5", "team_maximum": "5"},
            "datoer": {"deadline_at": "2018-10-01", "deadline_clock": "12:00"},
        },
    )
    links = _invite(run, ["E01", "E02"])
    _decline(run, links["E02"])
    chief = run.chief("E01")
    chief.page.goto(links["E01"])
    chief.page.locator(".actions a.btn").first.click()
    _press(chief.page, "main form button.btn")  # name and address are those one signed in with
    assert chief.page.url.endswith(f"{run.base}/tilmelding/E01/omraader/")
    chief.page.check("[name=sectors][value=school]")
    _press(chief.page, "main form button.btn")
    _team(chief.page, 4, "E01", level="administration")
    _contact(chief.page)
    chief.page.check("[name=process_support]")
    _press(chief.page, "main form button.btn")
    # Nobody from a school is named yet: the page says so and offers no button.
    assert "skole" in chief.page.inner_text(".errors").lower()
    assert chief.page.locator("[name=binding]").count() == 0
    chief.open(f"{run.base}/tilmelding/E01/hold/school/")
    chief.page.fill("[name=p1_name]", "Skolelederen i Fabelborg")
    chief.page.fill("[name=p1_email]", "skoleleder-e01@samspil.example")
    chief.page.select_option("[name=p1_level]", "institution")
    chief.look("2018-hold")
    _press(chief.page, "button[value=next]")
    chief.open(f"{run.base}/tilmelding/E01/bekraeft/")
    assert "processuel bistand" in chief.page.inner_text("main").lower()
    _confirm(chief, total="40.000")
    chief.look("2018-kvittering")
    _bill_to(chief, run, "E01")
    _invoice(owner, run, "E01", "50.000")


def test_2021_until_noon_on_16_august(play) -> None:
    run = play("dengang-2021")
    run.clock.stand("2021-06-14 09:00:00")
    days = ("2021-09-14", "2021-11-25", "2022-01-13", "2022-03-15")
    owner = _publish(
        run,
        copied="2021",
        parts={
            "beskrivelse": WHEN | {"invited_when_da": "14. juni 2021"},
            "datoer": {"deadline_at": "2021-08-16", "deadline_clock": "12:00"}
            | {f"network_days_{number}_date": day for number, day in enumerate(days)},
        },
    )
    links = _invite(run, ["E01", "E02", "E11", "E12"])
    _decline(run, links["E11"])

    first = run.chief("E01")
    page = _begin(first, run, "E01", "daycare")
    page.fill("[name=participants]", "2")
    _press(page, "button[value=next]")
    assert "3" in page.inner_text(".errors")
    assert "/hold/daycare/" in page.url
    _team(page, 4, "E01")
    _contact(page)
    _press(page, "main form button.btn")
    _confirm(first, total="55.000", also="68.750")
    first.look("2021-kvittering")
    _bill_to(first, run, "E01")

    # The second the deadline names is the last that will do.
    run.clock.stand("2021-08-16 11:50:00")
    second, late = run.chief("E02"), run.chief("E12")
    for one, code in ((second, "E02"), (late, "E12")):
        page = _begin(one, run, code, "daycare")
        _team(page, 3, code)
        _contact(page)
        _press(page, "main form button.btn")
        page.check("[name=binding]")
    run.clock.stand("2021-08-16 12:00:00")
    _press(second.page, ".binding button.btn")
    assert "/kvittering/" in second.page.url
    assert "68.750" in second.page.inner_text("main")
    run.clock.stand("2021-08-16 12:00:01")
    _press(late.page, ".binding button.btn")
    assert "16. august 2021 kl. 12.00" in late.page.inner_text("main")
    late.open(f"{run.base}/tilmelding/E12/kvittering/", expect=404)

    late.open(f"{run.base}/tilmelding/E12/omraader/", expect=403)
    late.page.locator("main a[href$='/venteliste/']").click()
    _press(late.page, "main form button.btn")
    assert "nummer 1" in late.page.inner_text("main")
    late.look("2021-venteliste")
    run.clock.stand("2021-08-17 09:00:00")
    _let_in(run, "E12")
    assert any("Øvelsesborg" in subject for subject in _subjects(late, "chef-e12"))
    run.clock.stand("2021-08-18 09:00:00")
    late.open(f"{run.base}/tilmelding/E12/bekraeft/")
    _confirm(late, total="55.000", also="68.750")

    _bill_to(second, run, "E02")
    _bill_to(late, run, "E12")
    owner.be("Programejeren")  # two months later one signs in anew
    rows = _basis(owner, run)
    assert _sums(rows, "Beløb uden moms") == dict.fromkeys(_names("E01", "E02", "E12"), 55000)
    assert _sums(rows, "Beløb med moms") == dict.fromkeys(_names("E01", "E02", "E12"), 68750)


def test_2022_bundles_extras_and_vat_decided_later(play) -> None:
    run = play("dengang-2022", language="en", width=390)
    run.clock.stand("2022-06-20 09:00:00")
    _publish(
        run,
        copied="2022-23",
        parts={
            "beskrivelse": WHEN | {"invited_when_da": "Sommeren 2022"},
            "datoer": {"deadline_at": "2022-09-19", "network_days_0_date": "2023-01-09"},
        },
    ).go()
    links = _invite(run, ["E01", "E02", "E11", "E12"])
    _decline(run, links["E11"])
    run.clock.stand("2022-09-19 23:59:59")  # only the day is stated: all of it will do
    orders = {
        "E01": ({"school": 5, "daycare": 5}, ("school", "daycare"), "280,000"),
        "E02": ({"school": 6, "daycare": 5}, ("school",), "219,995"),
        "E12": ({"school": 7}, (), "79,990"),
    }
    for code, (teams, analyses, total) in orders.items():
        with run.chief(code) as chief:
            page = _begin(chief, run, code, *teams)
            for _sector in teams:
                sector = re.search(r"/hold/(\w+)/", page.url)[1]
                _team(page, teams[sector], code)
            _contact(page)
            for sector in analyses:
                page.check(f"[name=pre_analyses][value={sector}]")
            _press(page, "main form button.btn")
            _confirm(chief, total=total)
            if code == "E02":
                chief.look("2022-kvittering")
            _bill_to(chief, run, code)

    run.clock.stand("2022-10-03 09:00:00")
    owner = run.person("Programejeren")
    page = owner.open(f"{run.base}/fakturering/")
    # Whether VAT is to be added is not stated, so nothing can be billed before somebody decides.
    assert page.locator("form[action$='/grundlag/']").count() == 0
    owner.look("2022-moms")
    page.check("[name=basis][value=exclusive]")
    page.fill("[name=reason]", "Afklaret med økonomi.")
    _press(page, "form:has([name=basis]) button")
    rows = _basis(owner, run)
    owner.look("2022-fakturering")
    owner.open(f"{run.base}/fakturering/E02/")
    owner.look("2022-regning")
    net = dict(zip(_names("E01", "E02", "E12"), (280_000, 219_995, 79_990), strict=True))
    assert _sums(rows, "Beløb uden moms") == net
    gross = {name: amount * Decimal("1.25") for name, amount in net.items()}
    assert _sums(rows, "Beløb med moms") == gross


WHEN = {"invited_when_en": "When it was"}


def _names(*codes: str) -> list[str]:
    return [CHIEFS[code] for code in codes]


def _press(page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def _fill(page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def _publish(run: Play, *, copied: str, parts: dict[str, dict[str, str]]):
    """Copy an edition, write what it lacks, mark it an example by its file, and publish it."""
    owner = run.person("Programejeren")
    page = owner.open(f"/udgaver/{copied}/kopi/")
    page.fill("[name=edition]", run.edition)
    _press(page, "main form button.btn")
    for slug, values in parts.items():
        owner.open(f"/udgaver/{run.edition}/{slug}/")
        _fill(page, values)
        _press(page, "main form button.btn")
        assert page.url.endswith(f"/udgaver/{run.edition}/"), page.inner_text("main")
    written = owner.context.request.get(
        f"{owner.product.address}/udgaver/{run.edition}/kladde.toml"
    )
    file = {"name": "udgave.toml", "mimeType": "application/toml"}
    page = owner.open("/udgaver/fil/")
    page.set_input_files("[name=file]", file | {"buffer": b"is_example = true\n" + written.body()})
    _press(page, "main form button.btn")
    _press(page, ".next a.btn")
    _press(page, "main form button.btn")
    assert page.url.endswith(f"{run.base}/")
    run.look(owner, "udgivet")
    return owner


def _invite(run: Play, codes: list[str]) -> dict[str, str]:
    """Invite the chiefs of these municipalities; returns each one's personal link."""
    with run.person("Tilmeldingskontakten") as contact:
        page = contact.open(f"{run.base}/invitation/hvem/")
        page.check("[name=aim][value=all]")
        _press(page, "main form button.btn")
        page = contact.open(f"{run.base}/invitation/modtagere/")
        lines = [f"{CHIEFS[code]}; Skolechef; {_address(code)}; ; {run.language}" for code in codes]
        page.fill("[name=text]", "\n".join(["Kommune; Titel; E-mail; Navn; Sprog", *lines]))
        _press(page, "main form button.btn")
        page = contact.open(f"{run.base}/invitation/send/")
        _press(page, "main form button.btn")
        # The letters are written by a worker, one at a time.
        _wait_until(lambda: len(_letters(contact, run)) == len(codes))
        contact.open(f"{run.base}/invitation/")
        run.look(contact, "invitation")
        found = _letters(contact, run)
        return {code: found[_address(code)] for code in codes}


def _letters(walker, run: Play) -> dict[str, str]:
    """Return the personal links of the letters that invite to this edition, by address."""
    page = walker.open("/eksempel/post/")
    found = {}
    for row in page.locator("main tbody tr").all()[:15]:
        href = row.locator("a").first.get_attribute("href")
        body = walker.context.request.get(walker.product.address + href).text()
        link = re.search(r"http://127\.0\.0\.1:\d+/invitation/[^/\"<]+/", body)
        if link and run.year in row.inner_text():
            address = re.search(r"chef-e\d\d@samspil\.example", row.inner_text())
            found[address[0]] = link[0]
    return found


def _subjects(walker, to: str) -> list[str]:
    page = walker.open("/eksempel/post/")
    rows = page.locator("main tbody tr").all_inner_texts()
    return [row for row in rows if to in row]


def _address(code: str) -> str:
    return f"chef-{code.lower()}@samspil.example"


def _wait_until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.3)


def _decline(run: Play, link: str) -> None:
    """Open the link without an account, and say no with a reason."""
    with run.person("") as visitor:
        visitor.page.goto(link)
        run.look(visitor, "inviteret")
        visitor.page.locator("a[href$='/nej-tak/']").click()
        visitor.page.fill("[name=reason]", "Vi er i gang med noget andet i år.")
        _press(visitor.page, "main form button.btn")
        assert "Vi er i gang med noget andet" in visitor.page.inner_text("main")


def _begin(walker, run: Play, code: str, *sectors: str):
    page = walker.open(f"{run.base}/tilmelding/{code}/omraader/")
    for sector in sectors:
        page.check(f"[name=sectors][value={sector}]")
    _press(page, "main form button.btn")
    return page


def _team(page, count: int, code: str, level: str = "") -> None:
    """Write how many they are, and who the chief is."""
    page.fill("[name=participants]", str(count))
    page.fill("[name=chief_name]", f"Skolechefen i {CHIEFS[code]}")
    page.fill("[name=chief_email]", _address(code))
    if level:
        page.select_option("[name=chief_level]", level)
    _press(page, "button[value=next]")


def _contact(page) -> None:
    assert page.url.endswith("/kontakt/"), page.inner_text("main")
    _press(page, "main form button.btn")


def _confirm(walker, *, total: str, also: str = "") -> None:
    page = walker.page
    assert total in page.inner_text("main")
    page.check("[name=binding]")
    _press(page, ".binding button.btn")
    assert "/kvittering/" in page.url, page.inner_text("main")
    text = page.inner_text("main")
    assert total in text
    assert also in text
    with page.expect_download() as fetched:
        page.locator("a[href$='kvittering.pdf']").click()
    assert fetched.value.suggested_filename.endswith(".pdf")


def _let_in(run: Play, code: str) -> None:
    """An organiser lets a municipality in after the deadline, and says why."""
    with run.person("Facilitatoren") as facilitator:
        page = facilitator.open(f"{run.base}/tilmeldinger/{code}/")
        form = page.locator("form:has([value=let_in])")
        page.locator("details:has([value=let_in]) summary").click()
        form.locator("[name=let_in-until]").fill("20-08-2021")
        form.locator("[name=let_in-reason]").fill("De trykkede ét sekund for sent.")
        with page.expect_navigation():
            form.locator("button").click()
        assert "20. august 2021" in page.inner_text("main")


def _bill_to(walker, run: Play, code: str) -> None:
    page = walker.open(f"{run.base}/tilmelding/{code}/regning/")
    _fill(page, {"cvr": CVR[code], "gln": GLN, "order_reference": "4500012345"})
    _fill(page, {"contact_name": "Økonomi", "contact_email": "oekonomi@samspil.example"})
    _press(page, "main form button.btn")


def _basis(owner, run: Play) -> list[dict[str, str]]:
    """Make the billing basis and return the rows of its CSV file."""
    page = owner.open(f"{run.base}/fakturering/")
    _press(page, "form[action$='/grundlag/'] button")
    page.locator("a[href$='/grundlag/1.xlsx']").wait_for()
    address = f"{owner.product.address}{run.base}/fakturering/grundlag/1"
    text = owner.context.request.get(f"{address}.csv").body().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(owner.context.request.get(f"{address}.xlsx").body())
    )
    cells = book.get_sheet_by_index(0).to_python()
    heading = next(row for row in cells if "Beløb med moms" in row)
    sheet = [dict(zip(heading, row, strict=True)) for row in cells[cells.index(heading) + 1 :]]
    assert _sums(sheet, "Beløb med moms") == _sums(rows, "Beløb med moms")
    return rows


def _sums(rows: list[dict], column: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        found.setdefault(row["Kommune"], Decimal(0))
        found[row["Kommune"]] += Decimal(str(row[column]))
    return found


def _invoice(owner, run: Play, code: str, total: str) -> None:
    """Issue an invoice from Samspil itself, and read what it says."""
    page = owner.open(f"{run.base}/fakturaer/afsender/")
    _fill(page, SENDER)
    _press(page, "main form button.btn")
    page = owner.open(f"{run.base}/fakturaer/kommune/{code}/")
    _press(page, "button[value=issue]")
    assert total in page.inner_text("main")
    with page.expect_download() as fetched:
        page.locator("a.btn").first.click()
    assert fetched.value.suggested_filename.endswith(".pdf")


SENDER = {
    "name": "Eksempelforbundet", "cvr": "10000106", "street": "Eksempelvej 1",
    "postal_code": "1000", "city": "Eksempelby", "contact_name": "Regnskabet",
    "contact_email": "regnskab@samspil.example", "bank_registration": "1234",
    "bank_account": "12345678", "begins": "2018-", "first": "1",
}  # fmt: skip
