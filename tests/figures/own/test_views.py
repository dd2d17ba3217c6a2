"""The pages of own figures: who opens them, what they say, and what bad input gets."""

import io

import lxml.html
import pytest
from python_calamine import CalamineWorkbook

from samspil.figures import services
from samspil.figures.models.own import OwnFigure, OwnFigureShare
from samspil.people.roles import Role
from samspil.people.selectors import viewer_by_id
from samspil.places.models import Institution

pytestmark = pytest.mark.django_db
HERE = "/kommuner/615/egne-tal/"
SEGREGATION = "segregation_rate_municipal"
TYPE = f"{HERE}skriv/?indikator={SEGREGATION}"
PASTE = f"{HERE}indsaet/"
TYPED = {
    "breakdown": "", "institution": "", "period": "2024/25", "state": "value", "numerator": "104",
    "denominator": "4.210", "value": "", "source": "Elevsystemet, oktober", "note": "", "seen": "",
}  # fmt: skip


def page_of(answer):
    return lxml.html.fromstring(answer.content.decode())


def words(node):
    return " ".join(node.text_content().split())


def text_of(answer):
    return words(page_of(answer).xpath("//main")[0])


def errors_of(answer):
    assert answer.status_code == 200
    return [words(one) for one in page_of(answer).xpath("//div[@class='errors']//li")]


def standing():
    return OwnFigure.objects.filter(ended_at=None)


@pytest.fixture
def figure(type_one):
    return type_one().figures[0]


@pytest.fixture
def addresses(figure):
    one = f"{HERE}{figure.pk}/"
    return {
        "read": [HERE, f"{HERE}tal.csv", f"{HERE}tal.xlsx"],
        "inside": [one],
        "write": [TYPE, PASTE, f"{one}ret/", f"{one}traek-tilbage/"],
        "post": [f"{HERE}deling/", f"{HERE}deling/1/tag-tilbage/"],
    }


def test_the_signed_out_are_asked_to_sign_in(client, addresses):
    for kind in ("read", "inside", "write"):
        for address in addresses[kind]:
            answer = client.get(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/konto/login/?next=/kommuner/615/egne-tal/")
    for address in [*addresses["write"], *addresses["post"]]:
        assert client.post(address, TYPED).status_code == 302
    assert standing().count() == 1


@pytest.mark.parametrize(
    ("role", "place", "opens"),
    [
        (Role.CHIEF, "615", "read inside write"),
        (Role.PROJECT_LEAD, "615", "read inside write"),
        (Role.MEMBER, "615", "read inside"),
        (Role.STEERING_REPRESENTATIVE, "615", "read inside"),
        (Role.POLITICIAN, "615", "read inside"),
        (Role.CONSULTANT, "615", "read inside"),
        (Role.CHIEF, "101", ""),
        (Role.CONSULTANT, "101", ""),
        (Role.POLITICIAN, "101", ""),
        (Role.EXPERT, "", ""),
        (Role.EDITOR, "", ""),
        (Role.REGISTRATION_CONTACT, "", ""),
        (Role.FACILITATOR, "", ""),
        (Role.PROGRAMME_OWNER, "", ""),
    ],
)
def test_who_opens_what(signed_in, addresses, role, place, opens):
    client = signed_in(role, place)
    for kind in ("read", "inside", "write"):
        wanted = 200 if kind in opens.split() else 403
        for address in addresses[kind]:
            assert client.get(address).status_code == wanted, address
    if "write" not in opens:
        for address in [*addresses["write"], *addresses["post"]]:
            assert client.post(address, TYPED | {"reason": "x"}).status_code == 403, address
        assert standing().count() == 1


@pytest.mark.parametrize(
    ("role", "audience"), [(Role.CHIEF, "101"), (Role.FACILITATOR, "organisers")]
)
def test_those_let_in_read_until_leave_is_taken_back(signed_in, addresses, chief, role, audience):
    share = services.share_own(actor=chief, municipality="615", audience=audience)
    client = signed_in(role, "101" if role.is_municipal else "")
    for address in addresses["read"]:
        assert client.get(address).status_code == 200
    assert "Horsens" in words(page_of(client.get("/kommuner/")).xpath("//main/p[a]")[0])
    text = text_of(client.get(HERE))
    assert "I ser dem, fordi kommunen har givet lov." in text
    for hidden in ("Hvem ser tallene?", "Værd at hente", "Ada"):
        assert hidden not in text
    for address in [*addresses["inside"], *addresses["write"]]:
        assert client.get(address).status_code in (403, 404), address
    services.unshare_own(actor=chief, share=share.pk)
    for address in addresses["read"]:
        assert client.get(address).status_code == 403
    assert "egne tal" not in text_of(client.get("/kommuner/"))
    assert "Elevsystemet" not in text_of(client.get("/kommuner/615/"))


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_wrong_methods(signed_in, addresses, method):
    client = signed_in(Role.CHIEF, "615")
    for kind in addresses:
        for address in addresses[kind]:
            assert getattr(client, method)(address).status_code == 405, address
    for address in [*addresses["read"], *addresses["inside"]]:
        assert client.post(address).status_code == 405
    for address in addresses["post"]:
        assert client.get(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/kommuner/999/egne-tal/", f"{HERE}skriv/", f"{HERE}skriv/?indikator=happiness",
        f"{HERE}skriv/?indikator=exam_mean_grade9", f"{HERE}999999/", f"{HERE}{10**30}/",
        f"{HERE}{10**30}/ret/", f"{HERE}999999/traek-tilbage/",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(signed_in, address):
    assert signed_in(Role.CHIEF, "615").get(address).status_code == 404


def test_a_figure_of_another_municipality_is_not_found(signed_in, figure):
    client = signed_in(Role.CHIEF, "101")
    for ending in ("", "ret/", "traek-tilbage/"):
        address = f"/kommuner/101/egne-tal/{figure.pk}/{ending}"
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "x"}).status_code in (404, 405)
    assert standing().get() == figure


def test_the_page_answers_in_its_first_sentence(signed_in, figure):
    page = page_of(signed_in(Role.MEMBER, "615").get(HERE))
    answer = words(page.xpath("//p[@class='answer']")[0])
    assert answer.startswith("Horsens har 1 eget tal om 1 indikator, senest fra ")
    assert answer.endswith("De ses af kommunens egne og dens konsulent.")
    assert [words(one) for one in page.xpath("//h1")] == ["Egne tal, Horsens"]


def test_an_empty_page_says_how_to_begin(signed_in):
    client = signed_in(Role.CHIEF, "615")
    text = text_of(client.get(HERE))
    assert "Horsens har ingen egne tal her endnu." in text
    assert "Segregeringsgrad i kommunale skoler" in text
    assert page_of(client.get(HERE)).xpath(f"//a[@href='{TYPE}']")
    picture = page_of(client.get("/kommuner/615/"))
    assert picture.xpath(f"//section[@aria-labelledby='egne-tal']//a[@href='{HERE}']")


def test_segregation_stands_with_what_belongs_beside_it_and_too_few_points_are_said(
    signed_in, figure
):
    client = signed_in(Role.MEMBER, "615")
    text = text_of(client.get(HERE))
    assert "kommunens egne tal" in text
    assert "2,5" in text
    assert "104 af 4.210" in text
    assert "For få punkter til en linje" in text
    assert "mangler, så billedet er ikke helt." in text
    for name in ("Støtte i mindst 9 timer", "Mellemformer", "Tilgang", "Afgang", "Trivsel"):
        assert name in text
    section = page_of(client.get("/kommuner/615/")).xpath("//section[h2[@id='egne-tal']]")[0]
    assert "Segregeringsgrad ses sammen med: Inklusionsgrad mangler;" in words(section)
    assert "Elevsystemet" in words(section)
    assert client.get("/kommuner/615/")["Cache-Control"].startswith("max-age=0, no-cache")


def test_each_line_is_of_one_indicator_and_cut_at_gaps(signed_in, type_many, entry):
    years = [f"{year}/{year + 1}" for year in (2018, 2019, 2021, 2022)]
    other = "segregation_rate_all_pupils"
    type_many(*[entry(period=year) for year in years],
              *[entry(period=year, indicator=other) for year in years])  # fmt: skip
    page = page_of(signed_in(Role.MEMBER, "615").get(HERE))
    drawings = page.xpath("//div[@class='wide']/svg")
    assert len(drawings) == 2
    for drawing in drawings:
        assert len(drawing.xpath(".//polyline")) == 2
        assert len(drawing.xpath(".//circle")) == 4
        assert "2020/21" in words(drawing)


def test_one_figure_is_typed(signed_in):
    client = signed_in(Role.PROJECT_LEAD, "615")
    answer = client.post(TYPE, TYPED, follow=True)
    assert answer.redirect_chain == [(HERE, 302)]
    assert "Tallet er gemt." in text_of(answer)
    found = standing().get()
    assert (found.period, found.numerator, found.denominator) == ("2024/2025", 104, 4210)
    assert client.post(TYPE, TYPED, follow=True).status_code == 200
    assert OwnFigure.objects.count() == 1


def test_a_small_group_is_kept_without_a_number_and_that_is_said(signed_in):
    answer = signed_in(Role.CHIEF, "615").post(TYPE, TYPED | {"numerator": "3"}, follow=True)
    assert "Gemt uden tal: der er få børn bag." in text_of(answer)
    assert standing().get().numerator is None
    assert "få børn, vises ikke" in text_of(answer)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"period": ""}, "Hvilken periode? Dette felt er påkrævet."),
        ({"period": "2024"}, "Hvilken periode? Skriv perioden som 2024/2025."),
        ({"breakdown": "femte"}, "Hvilken del? "),
        ({"institution": "101001"}, "Hvilken skole? "),
        ({"state": "maybe"}, "Hvad ved I? "),
        ({"numerator": "mange"}, "Tæller: Skriv et tal, fx 1.234,5 eller 7,3 %."),
        ({"numerator": "1,5"}, "Tæller: Skriv et helt tal"),
        ({"numerator": ""}, "Tæller: Skriv både tæller og nævner."),
        ({"numerator": "5000"}, "Tæller: Tælleren må ikke være større end nævneren."),
        ({"denominator": "9" * 41}, "Nævner: "),
        ({"value": "2,5"}, "Tallet i procent: Skriv enten tallet eller tæller og nævner."),
        ({"state": "not_applicable"}, "Tæller: Slet tallet, eller vælg, at I har det."),
        ({"numerator": "", "denominator": ""}, "Tallet i procent: Skriv tallet."),
        ({"numerator": "", "denominator": "", "value": "2,5"}, "Vi har set efter"),
        ({"source": ""}, "Kilde: Skriv, hvor tallet kommer fra"),
        ({"source": "Ida, 010101-1234"}, "Kilde: Her står noget, der ligner et CPR-nummer."),
        ({"note": "0101011234"}, "Note: Her står noget, der ligner et CPR-nummer."),
        ({"seen": "x"}, ""),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(signed_in, fields, told):
    client = signed_in(Role.CHIEF, "615")
    answer = client.post(TYPE, TYPED | fields)
    errors = errors_of(answer)
    assert len(errors) == 1
    assert told in errors[0]
    page = page_of(answer)
    for name in ("period", "numerator", "denominator", "value", "source"):
        (field,) = page.xpath(f"//input[@name='{name}']")
        assert field.get("value", "") == (TYPED | fields)[name]
    assert not OwnFigure.objects.exists()
    assert words(page.xpath("//title")[0]).startswith("Ret:")


def test_what_looks_wrong_is_asked_about_once(signed_in, type_one):
    type_one(104, 4210, period="2023/2024")
    client = signed_in(Role.CHIEF, "615")
    assert not page_of(client.get(TYPE)).xpath("//input[@name='confirmed']")
    answer = client.post(TYPE, TYPED | {"numerator": "1.500"})
    (error,) = errors_of(answer)
    assert "ti gange" in error
    assert "Er det rigtigt?" in error
    assert page_of(answer).xpath("//input[@name='confirmed']")
    assert standing().count() == 1
    client.post(TYPE, TYPED | {"numerator": "1.500", "confirmed": "on"})
    assert standing().count() == 2


def test_a_figure_that_stands_already_is_told_and_can_then_be_replaced(signed_in, figure):
    client = signed_in(Role.PROJECT_LEAD, "615")
    answer = client.post(TYPE, TYPED | {"numerator": "120"})
    (error,) = errors_of(answer)
    assert error.startswith("Der står allerede et tal for perioden: 2,5, skrevet af Ada.")
    (seen,) = page_of(answer).xpath("//input[@name='seen']/@value")
    client.post(TYPE, TYPED | {"numerator": "120", "seen": seen})
    assert standing().get().replaces == figure


def test_a_figure_is_corrected_and_the_later_of_two_is_told(signed_in, figure, lead, type_one):
    client = signed_in(Role.CHIEF, "615")
    address = f"{HERE}{figure.pk}/ret/"
    page = page_of(client.get(address))
    form = {one.get("name"): one.get("value", "") for one in page.xpath("//main//form//input")
            if one.get("type") not in ("radio", "checkbox")}  # fmt: skip
    assert (form["numerator"], form["denominator"], form["seen"]) == ("104", "4210", str(figure.pk))
    sent = form | {"state": "value", "numerator": "110", "note": ""}
    assert client.post(address, sent).status_code == 302
    second = standing().get()
    assert (second.numerator, second.replaces) == (110, figure)
    # A colleague who still has the old page open.
    answer = client.post(address, sent | {"numerator": "130"}, follow=True)
    assert "en kollega har ændret det" in text_of(answer)
    assert standing().get() == second
    type_one(115, actor=lead, seen=second.pk)
    answer = client.get(f"{HERE}{second.pk}/ret/", follow=True)
    assert "en kollega har ændret det" in text_of(answer)


def test_the_key_of_a_figure_cannot_be_changed_by_correcting_it(signed_in, figure):
    client = signed_in(Role.CHIEF, "615")
    sent = TYPED | {"period": "2020/2021", "breakdown": "indskoling", "numerator": "110",
                    "seen": str(figure.pk)}  # fmt: skip
    client.post(f"{HERE}{figure.pk}/ret/", sent)
    found = standing().get()
    assert (found.period, found.breakdown, found.numerator) == ("2024/2025", "", 110)


def test_a_figure_is_withdrawn_with_a_reason_and_the_history_shows_it(signed_in, figure):
    client = signed_in(Role.CHIEF, "615")
    address = f"{HERE}{figure.pk}/traek-tilbage/"
    (error,) = errors_of(client.post(address, {"reason": " "}))
    assert "Skriv, hvorfor" in error
    (error,) = errors_of(client.post(address, {"reason": "Ida 010101-1234"}))
    assert "CPR" in error
    answer = client.post(address, {"reason": "Talt forkert"}, follow=True)
    assert "Tallet er trukket tilbage." in text_of(answer)
    assert "Talt forkert" in text_of(answer)
    assert not standing().exists()
    again = client.post(address, {"reason": "Igen"}, follow=True)
    assert again.redirect_chain == [(f"{HERE}{figure.pk}/", 302)]
    history = text_of(client.get(f"{HERE}{figure.pk}/"))
    assert "intet står i dets sted" in history
    assert "Trukket tilbage" in history
    assert "Talt forkert" in history


def test_leave_is_given_and_taken_back(signed_in, figure):
    client = signed_in(Role.CHIEF, "615")
    answer = client.post(f"{HERE}deling/", {"audience": "101"}, follow=True)
    assert "efter jeres lov af København" in text_of(answer)
    share = OwnFigureShare.objects.get()
    for nobody in ("", "615", "999", "x" * 99):
        answer = client.post(f"{HERE}deling/", {"audience": nobody}, follow=True)
        assert "Vælg, hvem der må se tallene." in text_of(answer)
    answer = client.post(f"{HERE}deling/{share.pk}/tag-tilbage/", follow=True)
    assert "De kan ikke længere se jeres egne tal." in text_of(answer)
    assert "Tidligere lov" in text_of(answer)
    assert client.post(f"{HERE}deling/999999/tag-tilbage/").status_code == 404


def test_leave_of_another_municipality_is_not_ours_to_take(signed_in, somebody):
    other = somebody(Role.CHIEF, "101", "Kim")
    share = services.share_own(actor=other, municipality="101", audience="147")
    client = signed_in(Role.CHIEF, "615")
    assert client.post(f"{HERE}deling/{share.pk}/tag-tilbage/").status_code == 404
    share.refresh_from_db()
    assert share.withdrawn_at is None


BLOCK = "\n".join([  # noqa: FLY002 - a row a line

    "Indikator\tPeriode\tDel\tTæller\tNævner\tKilde",
    "Segregeringsgrad\t2023/24\t\t100\t4.200\tElevsystemet",
    "Segregeringsgrad\t2023/24\tindskoling\t40\t1.700\tElevsystemet",
    "support_9h_share\t24/25\t\t30\t4.000\tPPR",
])  # fmt: skip


def checked(client, text, source=""):
    answer = client.post(PASTE, {"text": text, "source": source, "act": "check"})
    assert answer.status_code == 200
    page = page_of(answer)
    hidden = {n: page.xpath(f"//input[@name='{n}']/@value") for n in ("seen", "shown")}
    sent = {"text": text, "source": source, "act": "save"}
    return answer, sent | {name: found[0] for name, found in hidden.items() if found}


def lines_of(answer):
    return [
        [words(cell) for cell in row.xpath("./th|./td")]
        for row in page_of(answer).xpath("//main//tbody/tr")
    ]


def test_a_block_is_shown_for_check_and_then_kept(signed_in):
    client = signed_in(Role.CHIEF, "615")
    answer, sent = checked(client, BLOCK)
    assert "3 rækker er klar. Intet er gemt endnu." in text_of(answer)
    assert [row[1:5] for row in lines_of(answer)] == [
        ["Segregeringsgrad", "2023/24", "", "2,4 (100 af 4.200)"],
        ["Segregeringsgrad", "2023/24", "indskoling (0.-3. klasse)", "2,4 (40 af 1.700)"],
        ["Støtte i mindst 9 timer", "2024/25", "", "0,8 (30 af 4.000)"],
    ]
    assert not OwnFigure.objects.exists()
    saved = client.post(PASTE, sent, follow=True)
    assert "Gemt: 3 nye tal, 0 erstattede, 0 stod allerede." in text_of(saved)
    again = client.post(PASTE, sent, follow=True)
    assert "Gemt: 0 nye tal, 0 erstattede, 3 stod allerede." in text_of(again)
    assert OwnFigure.objects.count() == 3


def test_wrong_rows_are_told_by_row_and_column_and_left_out_only_on_purpose(signed_in):
    client = signed_in(Role.CHIEF, "615")
    text = BLOCK + "\nSegregering\t2024\tfemte\tto\t4.000\t\nSegregeringsgrad\t2024\tfemte\tto\t9\t"
    answer, sent = checked(client, text)
    assert "3 rækker er klar. 2 rækker skal rettes eller udelades." in text_of(answer)
    fourth, fifth = lines_of(answer)[3:]
    assert fourth[0] == "5"
    assert "indikator »Segregering«: Skriv en indikator, Samspil kender" in fourth[-1]
    assert fifth[0] == "6"
    for told in (
        "periode »2024«: Skriv perioden som 2024/2025.",
        "del »femte«: Skriv en af delene: indskoling",
        "tæller »to«: Skriv et tal, fx 1.234,5",
        "kilde: Skriv, hvor tallet kommer fra",
    ):
        assert told in fifth[-1]
    refused = client.post(PASTE, sent)
    assert any("udelad" in error for error in errors_of(refused))
    assert page_of(refused).xpath("//textarea")[0].text.strip() == text.strip()
    assert not OwnFigure.objects.exists()
    client.post(PASTE, sent | {"leave_out": "on"})
    assert OwnFigure.objects.count() == 3


def test_what_is_saved_is_what_was_seen(signed_in):
    client = signed_in(Role.CHIEF, "615")
    _answer, sent = checked(client, BLOCK)
    for changed in ({"text": BLOCK.replace("100", "101")}, {"source": "Andet"}, {"shown": ""}):
        answer = client.post(PASTE, sent | changed)
        assert any("ændret, siden I så dem" in error for error in errors_of(answer))
    assert not OwnFigure.objects.exists()


def test_a_colleague_s_change_in_between_is_told(signed_in, type_one):
    client = signed_in(Role.CHIEF, "615")
    _answer, sent = checked(client, BLOCK)
    type_one(99, 4200, period="2023/2024")
    answer = client.post(PASTE, sent)
    assert "En kollega har ændret nogle af tallene. Se rækkerne igennem igen." in errors_of(answer)
    assert "klar, erstatter 2,4" in lines_of(answer)[0][-1]
    assert OwnFigure.objects.count() == 1
    (seen,) = page_of(answer).xpath("//input[@name='seen']/@value")
    client.post(PASTE, sent | {"seen": seen})
    assert standing().count() == 3


def test_questions_and_words_are_asked_for_before_saving(signed_in, type_one):
    type_one(104, 4210, period="2022/2023")
    client = signed_in(Role.CHIEF, "615")
    answer, sent = checked(client, "Segregeringsgrad;2023/24;61,5 %;Elevsystemet")
    assert "Er det rigtigt?" in lines_of(answer)[0][-1]
    errors = errors_of(client.post(PASTE, sent))
    assert len(errors) == 2
    assert standing().count() == 1
    client.post(PASTE, sent | {"confirmed": "on", "vouched": "on"})
    assert standing().count() == 2


def test_one_source_serves_rows_without_one(signed_in):
    client = signed_in(Role.CHIEF, "615")
    text = "Segregeringsgrad;2023/24;100;4200\nSegregeringsgrad;2022/23;101;4200;Andet sted"
    _answer, sent = checked(client, text, source="Elevsystemet")
    client.post(PASTE, sent)
    assert sorted(standing().values_list("source", flat=True)) == ["Andet sted", "Elevsystemet"]


def test_a_row_may_name_a_school_and_say_that_there_are_few_or_none(signed_in):
    school = Institution.objects.filter(municipality="615", kind="f").first()
    client = signed_in(Role.CHIEF, "615")
    text = "\n".join([
        "indikator;periode;skole;værdi;tæller;nævner;kilde",
        f"{SEGREGATION};2023/24;{school.name};;20;200;a",
        f"{SEGREGATION};2022/23;{school.pk};;<5;200;a",
        f"{SEGREGATION};2021/22;{school.pk};findes ikke;;;a",
        f"{SEGREGATION};2020/21;Ukendt Skole;;20;200;a",
        f"{SEGREGATION};2019/20;{school.pk};4,5;;;a",
        f"{SEGREGATION};2018/19;{school.pk};;;;a",
    ])  # fmt: skip
    answer, sent = checked(client, text)
    told = [row[-1] for row in lines_of(answer)]
    assert told[:3] == ["klar"] * 3
    assert told[3].startswith("skole »Ukendt Skole«: Vælg en af kommunens skoler")
    assert told[4].startswith("værdi »4,5«: Skriv tæller og nævner. For én skole")
    assert told[5].startswith("værdi: Skriv tallet. Har I det ikke, så lad det være")
    client.post(PASTE, sent | {"leave_out": "on"})
    states = dict(standing().values_list("period", "state"))
    assert states == {
        "2023/2024": "value", "2022/2023": "suppressed", "2021/2022": "not_applicable",
    }  # fmt: skip
    assert set(standing().values_list("institution_id", flat=True)) == {school.pk}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Indsæt mindst én række."),
        (" \n\t\n", "Der er ingen rækker at gemme."),
        ("indikator;periode;vejr\na;b;c", "Der er ingen rækker at gemme."),
        ("\x00", "Nul-tegn"),
        ("Segregeringsgrad;2024/25;3;Se 010101-1234", "Der er ingen rækker at gemme."),
        ("=cmd|' /C calc'!A0;x;y", "Der er ingen rækker at gemme."),
    ],
)
def test_bad_blocks_are_told_and_kept_in_the_form(signed_in, text, told):
    client = signed_in(Role.CHIEF, "615")
    _answer, sent = checked(client, text)
    answer = client.post(PASTE, sent)
    errors = errors_of(answer)
    assert errors
    if "\x00" not in text:
        assert any(told in error for error in errors)
    assert not OwnFigure.objects.exists()


def test_the_files_hold_what_the_page_shows_and_can_be_pasted_back(signed_in, type_many, entry):
    type_many(entry(), entry(3, 900, part="indskoling"), entry(period="2023/2024"))
    client = signed_in(Role.CHIEF, "615")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{HERE}tal.xlsx").content))
    rows = [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    assert rows[0][0] == "Horsens, kommunens egne tal"
    text = client.get(f"{HERE}tal.csv").content.decode()
    assert text.count("\n") == 4
    assert ",own," in text
    # Copied from the spreadsheet with its headings, nothing is new.
    block = "\n".join("\t".join(cell.removesuffix(".0") for cell in row) for row in rows[2:])
    answer, sent = checked(client, block)
    assert [row[-1].split(",")[0] for row in lines_of(answer)] == ["klar"] * 3
    saved = client.post(PASTE, sent, follow=True)
    assert "Gemt: 0 nye tal, 0 erstattede, 3 stod allerede." in text_of(saved)


def test_a_value_beside_its_counts_is_taken_when_they_agree(signed_in):
    client = signed_in(Role.CHIEF, "615")
    rows = ["indikator;periode;værdi;tæller;nævner;kilde", f"{SEGREGATION};2023/24;2,4;100;4200;a",
            f"{SEGREGATION};2022/23;2,9;100;4200;a"]  # fmt: skip
    answer, _sent = checked(client, "\n".join(rows))
    first, second = [row[-1] for row in lines_of(answer)]
    assert first == "klar"
    assert second.startswith("værdi »2,9«: Skriv enten tallet eller tæller og nævner.")


def test_the_pages_read_in_english(signed_in, figure, type_one):
    client = signed_in(Role.CHIEF, "615")
    client.cookies["samspil_sprog"] = "en"
    for address in (HERE, TYPE, PASTE, f"{HERE}{figure.pk}/", f"{HERE}{figure.pk}/ret/"):
        page = page_of(client.get(address))
        assert page.get("lang") == "en"
        assert len(page.xpath("//h1")) == 1
        assert not [w for w in ("kommunens", "Skriv", "Kilde", "række") if w in text_of_page(page)]


def text_of_page(page):
    for typed in page.xpath("//*[contains(text(), 'Elevsystemet')]"):
        typed.text = ""
    return words(page.xpath("//main")[0])


def test_the_chief_reads_the_trail(signed_in, figure):
    client = signed_in(Role.CHIEF, "615")
    text = text_of(client.get("/konto/mig/"))
    assert "Ada skrev et af kommunens egne tal: Segregeringsgrad, 2024/2025." in text
    assert viewer_by_id(figure.entered_by_id).name == "Ada"
