"""The ledger, merging and adding by hand, as an analyst does them at a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

import monitor.cli.deployments
import monitor.cli.mentions
import monitor.cli.stories  # noqa: F401  (imported to register the commands)
from monitor.cli.app import WrongUse, app

NOTE = (
    "Ош закупает 40 камер Dahua\nМэрия Оша закупит 40 камер видеонаблюдения Dahua с распознаванием лиц для улиц города."
)
OTHER = "В Оше поставят камеры\nНа рынках Оша до весны установят 15 камер видеонаблюдения, сообщила милиция."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTPRINT_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/footprint.db")
    return tmp_path


def run(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=said)


def document(*words: str, said: str | None = None) -> Any:
    done = run(*words, "--json", said=said)
    assert done.exit_code == 0, done.output or done.exception
    return json.loads(done.stdout)


def test_a_note_of_a_call_becomes_a_mention_with_its_provenance_and_a_deployment(desk: Path) -> None:
    words = ("mentions", "add", "-", "--kind", "call", "--note", "city hall", "--country", "KG", "--by", "Aigul")
    added = document(*words, said=NOTE)
    assert added["grade"] == 3
    (mention,) = document("mentions")
    assert (mention["id"], mention["source"], mention["places"]) == (added["mention"], "by-hand", ["osh"])
    (shown,) = document("stories", "show", added["story"])["mentions"]
    assert {key: shown["by_hand"][key] for key in ("by", "kind", "origin", "note")} == {
        "by": "Aigul", "kind": "call", "origin": "standard input", "note": "city hall",
    }  # fmt: skip
    answer = document("deployments", "known", added["story"])
    assert answer["novelty"][0].startswith("not in our ledger; no other story on Osh yet")
    assert document("mentions", "add", "-", "--country", "KG", said=NOTE)["mention"] == added["mention"]


def test_a_pdf_and_a_saved_page_are_read(desk: Path) -> None:
    pdf, page = desk / "tender.pdf", desk / "page.html"
    pdf.write_bytes(one_page_pdf("Osh city hall buys 40 Hikvision surveillance cameras with face recognition"))
    page.write_text(
        "<html><head><title>Ош закупает камеры</title></head><body><article><h1>Ош закупает камеры</h1><p>"
        + NOTE.partition("\n")[2] * 4 + "</p></article></body></html>"
    )  # fmt: skip
    assert document("mentions", "add", str(pdf), "--kind", "court", "--grade", "2")["kind"] == "court"
    assert document("mentions", "add", str(page), "--country", "KG")["kind"] == "page"
    (mention,) = document("mentions", "--entity", "hikvision")
    assert mention["grade"] == 2


def test_what_cannot_be_added_says_why(desk: Path) -> None:
    (desk / "empty.txt").write_text("\n")
    (desk / "noise.bin").write_bytes(b"\xff\xfe\x00\x81")
    for origin, why in (("empty.txt", "empty"), ("noise.bin", "neither"), ("none.txt", "No such file")):
        done = run("mentions", "add", str(desk / origin))
        assert isinstance(done.exception, WrongUse)
        assert why in str(done.exception)
    done = run("mentions", "add", "-", said="Погода\nЗавтра дождь")
    assert "--grade 2" in str(done.exception)
    assert document("mentions") == []


def test_stories_are_merged_and_split_by_an_analysts_word(desk: Path) -> None:
    one = document("mentions", "add", "-", "--country", "KG", said=NOTE)
    two = document("mentions", "add", "-", "--country", "KG", said=OTHER)
    assert one["story"] != two["story"]
    merged = document("stories", "merge", two["story"], one["story"], "--by", "Aigul")
    assert merged["id"] == one["story"]
    assert len(merged["mentions"]) == 2
    assert document("stories", "show", two["story"])["id"] == one["story"]
    apart = document("stories", "split", one["story"], two["mention"], "--by", "Aigul")
    assert [mention["id"] for mention in apart["mentions"]] == [two["mention"]]
    for words in (("merge", "1", "404"), ("merge", "1", "x"), ("split", one["story"], one["mention"])):
        assert isinstance(run("stories", *words).exception, WrongUse)


def test_the_ledger_is_listed_shown_added_to_corrected_and_exported(desk: Path) -> None:
    listed = document("deployments", "list", "--country", "kz", "--subject", "sergek")
    assert "almaty-sergek" in {row["id"] for row in listed}
    assert {row["country"] for row in listed} == {"KZ"}
    added = document(
        "deployments", "add", "--subject", "sergek", "--country", "KZ", "--place", "taldykorgan", "--kind", "cameras",
        "--value", "1 300", "--state", "planned", "--as-of", "2026-03-01", "--note", "a decree", "--by", "Aigul",
    )  # fmt: skip
    assert (added["id"], added["planned"], added["confirmed_by"]) == ("taldykorgan-sergek", {"cameras": 1300}, "Aigul")
    (claim,) = added["claims"]
    corrected = document("deployments", "correct", added["id"], claim["id"], "--value", "300", "--by", "Bek")
    assert corrected["planned"] == {"cameras": 300}
    assert [one["corrected_by"] is None for one in corrected["claims"]] == [False, True]
    assert document("deployments", "correct", added["id"], "--disputed", "operator")["disputed"] == "operator"
    assert document("deployments", "confirm", "almaty-sergek", "--by", "Bek")["confirmed_by"] == "Bek"
    lines = run("deployments", "export", "--country", "KZ").stdout.splitlines()
    assert lines[0].startswith("deployment,subject,country,place,id,kind,value")
    assert sum("taldykorgan-sergek" in line for line in lines) == 2
    assert "corrected by" in run("deployments", "show", added["id"]).stdout


def test_an_analyst_says_who_has_which_part(desk: Path) -> None:
    words = ("deployments", "add", "--subject", "sergek", "--country", "KZ", "--place", "taldykorgan", "--by", "Aigul")
    for _ in range(2):
        added = document(*words, "--role", "operator=kazakhtelecom", "--role", "customer=Акимат Талдыкоргана")
    assert added["roles"] == {"operator": ["kazakhtelecom"], "customer": ["Акимат Талдыкоргана"]}
    assert added["claims"] == []
    assert "operator: kazakhtelecom" in run("deployments", "show", added["id"]).stdout
    exported = document("deployments", "export", "--country", "KZ")
    parts = [row for row in exported if row["deployment"] == added["id"]]
    said = {(row["kind"], row["value"], row["evidence"], row["reference"]) for row in parts}
    assert said == {
        ("operator", "kazakhtelecom", "analyst", "Aigul"),
        ("customer", "Акимат Талдыкоргана", "analyst", "Aigul"),
    }
    refused = run(*words, "--role", "owner=nobody")
    assert isinstance(refused.exception, WrongUse)
    assert "maker, integrator, operator" in str(refused.exception)


@pytest.mark.parametrize(
    ("identity", "kind"), [("almaty", "place"), ("hikvision", "entity"), ("almaty-sergek", "deployment")]
)
def test_known_answers_for_a_place_an_entity_and_a_deployment(desk: Path, identity: str, kind: str) -> None:
    answer = document("deployments", "known", identity)
    assert (answer["id"], answer["kind"], answer["known"]) == (identity, kind, bool(answer["deployments"]))
    assert run("deployments", "known", identity).exit_code == 0


def test_wrong_ids_are_said(desk: Path) -> None:
    assert "nothing is called nope" in str(run("deployments", "known", "nope").exception)
    wrong = ("add", "--subject", "nope", "--country", "KZ"), ("show", "nope"), ("correct", "almaty-sergek", "999999")
    for words in (*wrong, ("add", "--subject", "sergek", "--country", "KZ", "--value", "some"), ("correct", "x")):
        assert isinstance(run("deployments", *words).exception, WrongUse), words


def one_page_pdf(line: str) -> bytes:
    """The smallest file that a PDF reader takes for a page with a line of text."""
    drawn = f"BT /F1 12 Tf 20 700 Td ({line}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 6 /Root 1 0 R >>\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start
