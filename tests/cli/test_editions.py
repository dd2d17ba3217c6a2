"""Editions as files on the command line."""

from samspil.programmes import edition_file
from samspil.programmes.editions import load_editions


def test_out_and_in_again(shell, folder, tmp_path):
    out = tmp_path / "2021.toml"
    told = shell("edition-export", "2021", "--out", out, "--data", folder)
    history = load_editions()["2021"]
    assert told.answer["version"] == history.version
    assert out.read_bytes() == edition_file.written(history.content)
    text = out.read_text(encoding="utf-8")
    named = text.replace('id = "2021"\nstatus = "historical"', 'id = "2031"\nstatus = "open"')
    out.write_text(named, encoding="utf-8")
    told = shell("edition-import", out, "--data", folder)
    assert told.answer == {"edition": "2031", "draft": True}


def test_a_file_with_faults_is_refused_by_file_and_key(quick, tmp_path):
    file = tmp_path / "x.toml"
    content = edition_file.written(load_editions()["2021"].content).decode()
    file.write_text(content.replace("included = 5", 'included = "fem"'), encoding="utf-8")
    told = quick("edition-import", file)
    assert told.code == 1
    assert "x.toml: team.included: Skal være et helt tal." in told.said


def test_what_is_not_there(quick, tmp_path):
    out = tmp_path / "x.toml"
    assert quick("edition-export", "1999", "--out", out).code == 1
    assert not out.exists()
    assert quick("edition-import", tmp_path / "none.toml").code == 3
