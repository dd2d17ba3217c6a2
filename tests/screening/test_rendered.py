"""LibreOffice shows every slide."""

import re
import shutil
import subprocess

import pytest
from django.utils import translation

from samspil.screening import decks, selectors

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_renders_every_slide(filled, made_up, viewer, tmp_path):
    view = selectors.screening(viewer=viewer("chief"), screening=filled.pk)
    with translation.override("da"):
        contents = {
            "eksempel": decks.for_screening(screening=view),
            "virkelig": decks.for_municipality(code="615", sector="daycare"),
        }
    counts = {}
    for name, content in contents.items():
        (tmp_path / f"{name}.pptx").write_bytes(content)
        counts[name] = _slides(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(str(tmp_path / f"{name}.pptx") for name in contents),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name, count in counts.items():
        pages = (tmp_path / f"{name}.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", pages)) == count


def _slides(content):
    import io

    from pptx import Presentation

    return len(Presentation(io.BytesIO(content)).slides)
