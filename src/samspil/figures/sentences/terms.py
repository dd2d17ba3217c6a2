"""What the terms of a definition are called: kinds, directions, levels, roles, levers, lines."""

from django.utils.translation import gettext as _

from samspil.figures.indicators import BottomLine, Direction, Kind, Level, PeriodType, Sector


def kind(code: Kind) -> str:
    """Return an indicator's kind in words."""
    return {
        Kind.CONDITION: _("vilkår"),
        Kind.RESULT: _("resultat"),
        Kind.PROCESS: _("proces"),
        Kind.FORECAST: _("fremskrivning"),
    }[code]


def kind_at_length(code: Kind) -> str:
    """Return what a kind of figure may be used for."""
    return {
        Kind.CONDITION: _("Vilkår: noget kommunen arbejder under. Det måler ikke indsatsen."),
        Kind.RESULT: _("Resultat: noget der er opnået for børnene. Læs det på baggrund af vilkår."),
        Kind.PROCESS: _("Proces: noget I gør. Det siger ikke, om det virker."),
        Kind.FORECAST: _("Fremskrivning: en models forventning. Det er aldrig et resultat."),
    }[code]


def direction(code: Direction) -> str:
    """Return which way is better, if any."""
    return {
        Direction.HIGHER: _("et højere tal er bedre for børnene"),
        Direction.LOWER: _("et lavere tal er bedre for børnene"),
        Direction.NEUTRAL: _("hverken højt eller lavt er godt i sig selv"),
    }[code]


def level(code: Level) -> str:
    """Return where a figure exists."""
    return {
        Level.NATION: _("hele landet"),
        Level.MUNICIPALITY: _("kommune"),
        Level.SCHOOL: _("skole"),
        Level.INSTITUTION: _("institution"),
    }[code]


def sector(code: Sector) -> str:
    """Return an area of work."""
    return {
        Sector.SCHOOL: _("Skole"),
        Sector.DAYCARE: _("Dagtilbud"),
        Sector.BOTH: _("Vilkår og rammer for begge"),
    }[code]


def period_type(code: PeriodType) -> str:
    """Return what a period stands for."""
    return {
        PeriodType.CALENDAR_YEAR: _("kalenderår"),
        PeriodType.SCHOOL_YEAR: _("skoleår"),
        PeriodType.JANUARY_FIRST: _("den 1. januar"),
        PeriodType.SURVEY: _("undersøgelse"),
        PeriodType.HALF_YEAR: _("halvår"),
        PeriodType.QUARTER: _("kvartal"),
        PeriodType.MONTH: _("måned"),
    }[code]


def role(code: str) -> str:
    """Return in which of its roles a municipality is counted."""
    return {
        "location": _("efter hvor skolen eller dagtilbuddet ligger"),
        "owner": _("efter hvem der ejer skolen eller dagtilbuddet"),
        "payer": _("efter hvem der betaler"),
        "residence": _("efter hvor barnet bor"),
    }[code]


def bottom_line(code: BottomLine) -> str:
    """Return one of the three bottom lines."""
    return {
        BottomLine.CHILD: _("barnets tarv"),
        BottomLine.ALL_CHILDREN: _("alle børns læring, trivsel og udvikling"),
        BottomLine.ECONOMY: _("økonomien"),
    }[code]


def lever(number: int) -> str:
    """Return one of the seven levers by its number, shortened."""
    return {
        1: _("Politisk ambition og retning"),
        2: _("Inklusionspraksis i det almene"),
        3: _("Aktiv brug af data"),
        4: _("Nuanceret tilbudsvifte"),
        5: _("Visitationsprocessen"),
        6: _("Tildelingsmodellen"),
        7: _("Samarbejdet mellem fagligheder"),
    }[number]
