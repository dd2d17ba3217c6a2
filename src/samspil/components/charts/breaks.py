"""Where the names of municipalities may be broken on a tile: a reviewed list.

Danish words are broken between their parts (Ods-herred), which no rule of thumb about endings
finds. A full stop in the middle marks the places; a hyphen of the name's own stays.
"""

_REVIEWED = """
Alberts·lund Born·holm Brønders·lev Frede·ricia Fredens·borg Frederiks·berg Frederiks·havn
Frederiks·sund Faaborg-·Midtfyn Guldborg·sund Haders·lev Heden·sted Helsing·ør Holste·bro
Høje-·Taastrup Ikast-·Brande Jammer·bugt Kalund·borg Kerte·minde Køben·havn Lange·land
Lyngby-·Taarbæk Mariager·fjord Middel·fart Nord·djurs Ods·herred Ring·købing-·Skjern Ruders·dal
Silke·borg Skander·borg Svend·borg Sønder·borg Vallens·bæk Vest·himmer·lands Vording·borg
Drømme·rup Eksempel·by Fabel·borg Mønster·lev Opdigt·købing Prøve·strand Sagn·lunde Skitse·havn
Tænke·holm Udkast·rup Øvelses·borg
"""


def _lines(marked: str) -> tuple[str, ...]:
    """Return the lines, each but the last ending in one hyphen."""
    *firsts, last = marked.split("·")
    return (*(f"{first.removesuffix('-')}-" for first in firsts), last)


BREAKS = {marked.replace("·", ""): _lines(marked) for marked in _REVIEWED.split()}
