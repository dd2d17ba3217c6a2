"""What a text still lacks before it is good to publish: a help to the editor, never a lock."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.knowledge import personal, sentences
from samspil.knowledge.models import Case

SHORT, LONG = 30, 600
"""Letters of a summary that says something, and still is one."""


@dataclass(frozen=True)
class Check:
    """Whether something is there, and in words what it is or what is missing."""

    done: bool
    words: str


def checks(case: Case) -> tuple[Check, ...]:
    """Return what was looked for in a text, in reading order."""
    return (
        _summary(case),
        _either(_is_written(case), _("Fortæller, hvad der skete, og hvad I lærte"),
                _("Mangler: hvad lærte I? Der står stadig, hvor I kan skrive det")),
        _either(bool(case.uncertain.strip()), _("Siger, hvad der er usikkert"),
                _("Mangler: hvad er usikkert?")),
        _either(_is_known_from(case), _("Siger, hvor det vides fra"),
                _("Mangler: en kilde, en prøve eller en måling")),
        _either(case.levers.exists(), _("Nævner de greb, den handler om"),
                _("Mangler: hvilke greb handler den om?")),
        _either(not passages(case), _("Ingen navne eller enkelte børn set"),
                _("Se efter: noget kan handle om et enkelt barn")),
    )  # fmt: skip


def passages(case: Case) -> tuple[personal.Passage, ...]:
    """Return what in a text seems to be about one child."""
    told = (words for one in case.trials for words in (one["question"], one["happened"]))
    whole = "\n\n".join((case.title, case.summary, case.body, case.uncertain, *told))
    known = (case.municipality.name,) if case.municipality else ()
    return personal.about_a_child(whole, known=known)


def _either(done: object, there: str, missing: str) -> Check:
    return Check(done=bool(done), words=there if done else missing)


def _summary(case: Case) -> Check:
    length = len(case.summary.strip())
    if length < SHORT:
        words = _("Mangler: et resumé, der siger, hvad I prøvede, og hvad der kom ud af det")
    elif length > LONG:
        words = _("Resuméet er langt; to-tre sætninger er nok")
    else:
        return Check(done=True, words=_("Har et kort resumé"))
    return Check(done=False, words=words)


def _is_written(case: Case) -> bool:
    """Whether somebody has written where a new draft says so."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(sentences.TO_WRITE) not in case.body


def _is_known_from(case: Case) -> bool:
    """A municipality knows from what it tried; others name where they have read it."""
    return bool(case.sources or case.trials or case.measures)
