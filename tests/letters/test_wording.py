"""Letters read well, in both languages, or are not written at all."""

from importlib.resources import files

import pytest
from django.apps import apps

from samspil.letters import wording

CONTEXTS = {
    "sign_in_code": {"code": "QX7-K2M"},
    "unknown_account": {},
    "sign_in_link": {"name": "Ada Prøve", "link": "https://samspil.example/konto/x"},
    "job_done": {"subject": "Rapport", "succeeded": True, "link": "https://samspil.example/a"},
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("template", CONTEXTS)
def test_every_letter_has_a_subject_and_says_where_it_comes_from(template, language, settings):
    words = wording.word(template, CONTEXTS[template], language)
    assert words.subject
    assert "\n" not in words.subject
    assert "{" not in words.subject + words.body
    assert words.body.endswith(f"Samspil\n{settings.SAMSPIL_PUBLIC_URL}\n")
    assert words.language == language


def test_no_letter_of_any_room_lacks_its_other_language():
    found = set()
    for app in apps.get_app_configs():
        if app.name.startswith("samspil."):
            folder = files(app.name) / "templates" / "letters"
            if folder.is_dir():
                found |= {f.name for f in folder.iterdir() if f.name.endswith(".txt")}
    stems = {name.rsplit(".", 2)[0] for name in found}
    assert found == {f"{stem}.{language}.txt" for stem in stems for language in ("da", "en")}
    assert stems >= set(CONTEXTS)


def test_the_languages_differ():
    da = wording.word("sign_in_code", {"code": "1"}, "da")
    en = wording.word("sign_in_code", {"code": "1"}, "en-GB")
    assert da.body != en.body
    assert en.language == "en"


def test_a_language_we_do_not_speak_becomes_danish():
    assert wording.word("unknown_account", {}, "fo").language == "da"


def test_the_code_is_secret_and_somebody_waits_for_it():
    words = wording.word("sign_in_code", {"code": "QX7-K2M"}, "da")
    assert words.secret
    assert words.urgent
    assert "QX7-K2M" not in words.subject
    assert "QX7-K2M" in words.body


def test_both_answers_to_a_sign_in_take_the_same_path_so_that_time_tells_nothing():
    assert wording.word("unknown_account", {}, "da").urgent
    assert not wording.word("unknown_account", {}, "da").secret


def test_work_that_failed_says_so():
    context = CONTEXTS["job_done"] | {"succeeded": False}
    words = wording.word("job_done", context, "da")
    assert words.subject == "Ikke gennemført: Rapport"
    assert "blev ikke gennemført" in words.body


def test_plain_text_is_not_escaped():
    context = CONTEXTS["job_done"] | {"subject": "Børn & <unge> i 'Æby'"}
    assert wording.word("job_done", context, "da").subject == "Færdig: Børn & <unge> i 'Æby'"


def test_a_gap_in_a_letter_is_found_before_it_is_sent():
    with pytest.raises(wording.WordingError, match="code is not given"):
        wording.word("sign_in_code", {}, "da")


def test_an_unknown_letter_is_refused():
    with pytest.raises(wording.WordingError, match="no_such_letter"):
        wording.word("no_such_letter", {}, "da")


def test_a_letter_without_a_text_is_refused():
    with pytest.raises(wording.WordingError, match="subject"):
        wording._parted("thin", "Only a subject\n  \n")


def test_a_line_break_in_a_name_cannot_add_a_header():
    context = CONTEXTS["job_done"] | {"subject": "Rapport\nBcc: alle@example.org"}
    assert wording.word("job_done", context, "da").subject == "Færdig: Rapport"
