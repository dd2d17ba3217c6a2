"""What the API can be asked: one pydantic model an address, and words for each parameter."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from samspil.figures.api.bodies import Complaint

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Code = Annotated[str, StringConstraints(pattern=r"^([0-9]{3}|E[0-9]{2})$")]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}([/-][0-9]{1,4})?$")]
Part = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")]
Sector = Literal["school", "daycare"]


def _whole(value: object) -> object:
    """Let nothing but digits be a whole number: pydantic alone would take "1.0" and " 1 "."""
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,10}", value):
        raise ValueError("digits")
    return value


# The bounds come before the check of digits, so that they stand in the OpenAPI document too.
VintageNumber = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(_whole)]
PageNumber = Annotated[int, Field(ge=1, le=1_000_000), BeforeValidator(_whole)]
PageSize = Annotated[int, Field(ge=1, le=1000), BeforeValidator(_whole)]
PeerCount = Annotated[int, Field(ge=1, le=20), BeforeValidator(_whole)]


class Query(BaseModel):
    """Parameters of an address; what is not named here is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoQuery(Query):
    """An address without parameters."""


class FiguresQuery(Query):
    """Which figures; without a filter all of them."""

    indicator: list[Identifier] = Field(default_factory=list, max_length=50)
    municipality: list[Code] = Field(default_factory=list, max_length=150)
    period: list[Period] = Field(default_factory=list, max_length=50)
    part: list[Part] = Field(default_factory=list, max_length=50)
    vintage: VintageNumber | None = None
    examples: Literal["true", "false"] = "false"
    page: PageNumber = 1
    size: PageSize = 100


class PeersQuery(Query):
    """How many peers, in which sector."""

    sector: Sector = "school"
    k: PeerCount = 10


class ExpectedQuery(Query):
    """In which sector; without it the one whose results hold the indicator."""

    sector: Sector | None = None


RIGHT: Mapping[str, Promise] = {
    "indicator": _("et id fra /api/v1/indicators, for eksempel absence_total; kan gentages"),
    "municipality": _("en kode fra /api/v1/municipalities, for eksempel 615; kan gentages"),
    "code": _("en kode fra /api/v1/municipalities, for eksempel 615"),
    "period": _("et år (2024) eller et skoleår (2024/2025); kan gentages"),
    "part": _("en del fra indikatorens definition, for eksempel mellemtrin; kan gentages"),
    "vintage": _("nummeret på en udgivelse, et helt tal fra 1; uden det gælder den nyeste"),
    "examples": _("true for at få eksempelkommunerne med, ellers false"),
    "page": _("et helt tal fra 1 til 1000000"),
    "size": _("et helt tal fra 1 til 1000"),
    "sector": _("school eller daycare"),
    "k": _("et helt tal fra 1 til 20"),
}
"""What would be right for each parameter: the documentation, and the answer to what is wrong."""


class BadQueryError(Exception):
    """Parameters that cannot be used, each with what would be right."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = complaints
        super().__init__(", ".join(c.parameter for c in complaints))


def parse[Q: Query](query: QueryDict, model: type[Q]) -> Q:
    """Return the parameters of an address, checked. Raises BadQueryError."""
    given: dict[str, Any] = {}
    complaints = []
    for name, values in query.lists():
        if _is_list(model, name):
            given[name] = values
        elif len(values) == 1:
            given[name] = values[0]
        else:
            complaints.append(_complaint(name, " ".join(values), model))
    try:
        checked = model.model_validate(given)
    except ValidationError as error:
        names = dict.fromkeys(str(problem["loc"][0]) for problem in error.errors())
        complaints += [_complaint(name, _echo(given.get(name)), model) for name in names]
    if complaints:
        raise BadQueryError(complaints)
    return checked


def _is_list(model: type[Query], name: str) -> bool:
    field = model.model_fields.get(name)
    return field is not None and field.default_factory is list


def _echo(value: object) -> str:
    text = " ".join(value) if isinstance(value, list) else str(value)
    return re.sub(r"[^\x20-\uffff]", "", text)[:80]


def _complaint(name: str, given: str, model: type[Query]) -> Complaint:
    if name in model.model_fields:
        right = str(RIGHT[name])
    elif model.model_fields:
        known = ", ".join(model.model_fields)
        right = str(_("ingen parameter af det navn; her kendes %(known)s")) % {"known": known}
    else:
        right = str(_("ingen parameter: adressen tager ingen"))
    return Complaint(parameter=name[:80], given=given, expected=right)
