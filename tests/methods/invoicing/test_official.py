"""Every kind of document against the official schemas and rules, and the rules themselves tried.

The rules are the publishers' own (see official.py). That they would catch a fault is shown by
breaking good documents one thing at a time and naming the rule that must complain.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samspil.methods.invoicing import as_ubl

KINDS = (
    "invoice", "invoice-slip", "invoice-2022", "invoice-extra", "invoice-exempt",
    "invoice-outside", "invoice-gln", "invoice-oere", "invoice-nothing-due", "invoice-hard",
    "credit", "credit-2022", "credit-exempt", "credit-outside",
)  # fmt: skip
INVOICE, CREDIT, SLIP, OUTSIDE = "invoice", "credit", "invoice-slip", "invoice-outside"
DUE = "<cbc:DueDate>2026-12-28</cbc:DueDate>"
# What is broken, how, and which rule must say so.
BROKEN = {
    "BR-02": (INVOICE, "<cbc:ID>EKS-0001</cbc:ID>\n  <cbc:IssueDate>", "<cbc:IssueDate>"),
    "BR-07": (INVOICE, "<cbc:RegistrationName>Fabelborg Kommune</cbc:RegistrationName>", ""),
    "BR-CO-10": (
        INVOICE,
        '<cbc:LineExtensionAmount currencyID="DKK">55000.00',
        '<cbc:LineExtensionAmount currencyID="DKK">55000.01',
    ),
    "BR-CO-15": (
        INVOICE,
        'TaxInclusiveAmount currencyID="DKK">68750.00',
        'TaxInclusiveAmount currencyID="DKK">68751.00',
    ),
    "BR-CO-25": (INVOICE, DUE, ""),
    "BR-CO-09": (
        INVOICE,
        "<cbc:CompanyID>DK10000106</cbc:CompanyID>",
        "<cbc:CompanyID>10000106</cbc:CompanyID>",
    ),
    "BR-S-08": (
        INVOICE,
        'TaxableAmount currencyID="DKK">55000.00',
        'TaxableAmount currencyID="DKK">55001.00',
    ),
    "BR-O-05": (
        OUTSIDE,
        "<cac:ClassifiedTaxCategory>\n        <cbc:ID>O</cbc:ID>",
        "<cac:ClassifiedTaxCategory>\n        <cbc:ID>O</cbc:ID><cbc:Percent>0</cbc:Percent>",
    ),
    "PEPPOL-EN16931-R001": (
        INVOICE,
        "<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>",
        "",
    ),
    "PEPPOL-EN16931-R003": (
        INVOICE,
        "<cbc:BuyerReference>Dagtilbudschefen</cbc:BuyerReference>",
        "",
    ),
    "PEPPOL-EN16931-R008": (INVOICE, "Dagtilbudschefen", " "),
    "PEPPOL-EN16931-R010": (
        INVOICE,
        '<cbc:EndpointID schemeID="0088">5790000000012</cbc:EndpointID>',
        "",
    ),
    "PEPPOL-EN16931-R120": (
        INVOICE,
        'PriceAmount currencyID="DKK">55000.00',
        'PriceAmount currencyID="DKK">54000.00',
    ),
    "PEPPOL-COMMON-R040": (INVOICE, "5790000000012", "5790000000013"),
    "DK-R-002": (INVOICE, '<cbc:CompanyID schemeID="0184">DK10000106</cbc:CompanyID>', ""),
    "DK-R-005": (INVOICE, "<cbc:PaymentMeansCode>42<", "<cbc:PaymentMeansCode>30<"),
    "DK-R-006": (INVOICE, "<cbc:ID>1234</cbc:ID>", ""),
    "DK-R-010": (SLIP, "<cbc:ID>12345678</cbc:ID>", "<cbc:ID>1234567</cbc:ID>"),
    "DK-R-011": (SLIP, "71#000100000000016", "71#00010000000001"),
    "DK-R-014": (
        INVOICE,
        'schemeID="0184">DK10000106</cbc:CompanyID>',
        'schemeID="0204">DK10000106</cbc:CompanyID>',
    ),
    "DK-R-016": (
        CREDIT,
        'PayableAmount currencyID="DKK">68750.00',
        'PayableAmount currencyID="DKK">-68750.00',
    ),
    "XSD": (INVOICE, DUE, DUE + "<cbc:Colour>blue</cbc:Colour>"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory, papers):
    """What the official rules say of every document, good and broken, in one run."""
    folder = tmp_path_factory.mktemp("ubl")
    assert set(papers.every_kind) == set(KINDS)
    for name, paper in papers.every_kind.items():
        (folder / f"{name}.xml").write_bytes(as_ubl(paper))
    for rule, (kind, old, new) in BROKEN.items():
        text = as_ubl(papers.every_kind[kind]).decode()
        assert old in text, rule
        (folder / f"{rule}.xml").write_text(text.replace(old, new, 1))
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("official.py")), str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_document_keeps_every_official_rule(verdicts, name):
    assert verdicts["found"][f"{name}.xml"] == []


def test_the_rules_were_tried(verdicts):
    assert all(fired > 50 * len(BROKEN) // 2 for fired in verdicts["tried"].values())


@pytest.mark.parametrize("rule", BROKEN)
def test_the_official_rules_see_what_is_broken(verdicts, rule):
    complaints = verdicts["found"][f"{rule}.xml"]
    assert any(one.startswith(f"{rule}:") for one in complaints), complaints


def test_the_same_document_gives_the_same_bytes(papers):
    assert as_ubl(papers.document()) == as_ubl(papers.every_kind["invoice"])
