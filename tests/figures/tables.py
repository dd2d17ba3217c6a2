"""Small tables in publishers' formats, of the shapes their interfaces answer with."""

import json

HEAD = "OMRÅDE;KØN;ALDER;TID;INDHOLD"


def statbank(*lines, head=HEAD):
    """A StatBank CSV with its mark and line ends."""
    return ("\ufeff" + "\r\n".join([head, *lines]) + "\r\n").encode()


def cube(*entries):
    """A list of flat objects, as Uddannelsesstatistik answers."""
    return json.dumps(list(entries), ensure_ascii=False).encode()


def share(municipality, year, value, band="Indskoling", measure="Andel"):
    """One object of a cube of shares."""
    return {
        "[Institution].[Beliggenhedskommune].[Beliggenhedskommune]": municipality,
        "[Klassetrin].[Skoletrin].[Skoletrin]": band,
        "[Tid].[Skoleår].[Skoleår]": year,
        measure: value,
    }


def jsonstat(areas, ages, years, values, *, flat=False, **more):
    """A JSON-stat answer by area, age and year; ``flat`` is the later form."""
    dimensions = {"OMRÅDE": areas, "ALDER": ages, "Tid": years, "ContentsCode": {"B": "Indhold"}}
    described = {
        name: {
            "label": name.lower(),
            "category": {"index": {code: n for n, code in enumerate(members)}, "label": members},
        }
        for name, members in dimensions.items()
    }
    frame = {
        "id": list(dimensions),
        "size": [len(members) for members in dimensions.values()],
        "role": {"metric": ["ContentsCode"], "time": ["Tid"]},
    }
    body = {"label": "Folketal", "value": values} | more
    if flat:
        body |= {"version": "2.0", "class": "dataset", "dimension": described} | frame
        return json.dumps(body).encode()
    return json.dumps({"dataset": {"dimension": described | frame} | body}).encode()
