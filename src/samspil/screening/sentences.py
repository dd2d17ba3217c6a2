"""What may be said in words about a screening: written rules, never stronger than the answers."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from samspil.components import numbers
from samspil.definitions import Text
from samspil.screening.instrument import Instrument, Verdict
from samspil.screening.verdicts import Confidence, Position, Standing

SECTORS: Mapping[str, Promise] = {"school": lazy("Skole"), "daycare": lazy("Dagtilbud")}

EVIDENCE_KINDS: Mapping[str, Promise] = {
    "document": lazy("Dokument"),
    "interview": lazy("Interview"),
    "workshop": lazy("Workshop"),
    "figure": lazy("Tal"),
}

FINDING_KINDS: Mapping[str, Promise] = {
    "potentiale": lazy("Stort potentiale"),
    "justering": lazy("Justér praksis"),
    "dybdeanalyse": lazy("Undersøg i dybden"),
}

BOTTOM_LINES: Mapping[str, Promise] = {
    "child": lazy("Barnets tarv"),
    "all_children": lazy("Alle børn"),
    "economy": lazy("Økonomi"),
}

SIZES: Mapping[int, Promise] = {1: lazy("Lille"), 2: lazy("Mellem"), 3: lazy("Stor")}

CONFIDENCES: Mapping[Confidence, Promise] = {
    Confidence.NONE: lazy("Intet angivet"),
    Confidence.LITTLE: lazy("Tyndt"),
    Confidence.SOME: lazy("Noget"),
    Confidence.FIRM: lazy("Solidt"),
}


def say(text: Text) -> str:
    """Return a definition's words in the language of the page being made."""
    return text.in_language(get_language() or "da")


def standing(instrument: Instrument, position: Position) -> str:
    """Return the verdict in the instrument's own words, or why there is none."""
    match position.standing:
        case Standing.WELL_EQUIPPED:
            return say(instrument.verdicts[Verdict.WELL_EQUIPPED])
        case Standing.CHALLENGED:
            return say(instrument.verdicts[Verdict.CHALLENGED])
        case Standing.DIVIDED:
            return _("delt")
        case Standing.UNKNOWN:
            return _("ingen vurdering")
        case Standing.OPEN:
            return _("står åbent")


def level_name(instrument: Instrument, level: float) -> str:
    """Return ``trin 3 (anvendt)``; a median between two levels has a number only."""
    words = _("trin %(level)s") % {"level": numbers.number(level, 0 if level == int(level) else 1)}
    names = {step.level: say(step.name) for step in instrument.scale}
    name = names.get(int(level)) if level == int(level) else None
    return f"{words} ({name.lower()})" if name else words


def reason(instrument: Instrument, position: Position) -> str:
    """Say in a sentence why the verdict is what it is."""
    if position.standing is Standing.OPEN:
        return _("Spørgsmålet er ikke besvaret endnu.")
    if position.level is None:
        return _("Svaret er “ved ikke”, og det giver ingen vurdering.")
    where = {
        "level": level_name(instrument, position.level),
        "verdict": standing(instrument, position),
    }
    if position.standing is Standing.DIVIDED:
        return _("Svarene ligger på begge sider: midt imellem er %(level)s.") % where
    return _("Praksis ligner mest %(level)s, og det regnes som %(verdict)s.") % where


def confidence(found: Confidence, pieces: int) -> str:
    """Say how much a verdict rests on: ``Tyndt (1)``."""
    words = str(CONFIDENCES[found])
    return f"{words} ({pieces})" if pieces else words


def summary(well: int, challenged: int, others: int) -> str:
    """Say how the seven levers stand; those without a verdict are told, never hidden."""
    if not well and not challenged:
        return _("De syv greb er ikke vurderet endnu")
    parts = [
        _("godt rustet på %(count)s") % {"count": well} if well else "",
        _("udfordret på %(count)s") % {"count": challenged} if challenged else "",
    ]
    said = _(" og ").join(part for part in parts if part)
    sentence = _("%(said)s af de syv greb") % {"said": said}
    rest = ngettext("%(count)s står åbent", "%(count)s står åbne", others) % {"count": others}
    whole = f"{sentence}; {rest}" if others else sentence
    return whole[:1].upper() + whole[1:]
