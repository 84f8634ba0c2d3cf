"""Addresses: encoded wherever they stand, asked of the builder, promised, and of one maker each."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from pages import parse
from preloaded import sphinx
from sites import CONF, PAGES_ALONE, UNPROMISED, build, copy_site, write

EXPORTS = (
    *("404.html", "badges", "feed.xml", "llms.txt", "ref", "resume.json", "robots.txt"),
    *("sitemap.xml", "write-ups"),
)
CONFIG = f"{CONF}\nfolio_exports = {list(EXPORTS)}\nhtml_extra_path = ['extra']\n"
BASE = "https://ada.example/"
ADDRESS = re.compile(r"https://ada\.example/[^\s<>\"'\\)]*")


def project(key: str, more: str = "") -> str:
    options = ":kind: research\n:date: 1843-01-01\n:source: lovelace1843notes\n"
    return f"# The {key}\n\n:::{{project}} {key}\n{options}\nA sentence.\n:::\n{more}"


FILES = {
    "conf.py": CONFIG,
    "docs/404.md": "---\norphan: true\n---\n\n# Lost\n\n[Home](index.md)\n",
    "docs/index.md": "# Ada\n\n:::{person} ada\n:author: A. King\n:source: lovelace1843notes\n"
    "\nI.\n:::\n\n"
    ":::{cards} project\n:::\n\n```{toctree}\n:glob:\np/*\n```\n",
    "docs/p/100%.md": project("hundred"),
    "docs/p/my project.md": project("mine", "\n[The data](<../my data.csv>)\n"),
    "docs/p/环面.md": project("torus"),
    "docs/my data.csv": "1\n",
    "extra/slides/talk one.html": "<p>Talk</p>",
    "extra/CNAME": "ada.example\n",
}


def dead(root, layout: str) -> list[tuple[str, str]]:
    """Return each address that the files of a site name, and at which there is nothing."""
    found = set()
    for page in sorted(root.rglob("*.html")):
        name = page.relative_to(root).as_posix()
        here = BASE + quote(name.removesuffix("index.html") if layout == "dirhtml" else name)
        for element in parse(page).find_all(True):
            for attribute in ("href", "src", "data-to", "action"):
                if (value := element.get(attribute)) and not value.startswith("mailto:"):
                    found.add((name, urljoin(here, value)))
    for name in ("feed.xml", "llms.txt", "resume.json", "robots.txt", "sitemap.xml"):
        text = re.sub(r"<id>.*</id>", "", (root / name).read_text(encoding="utf-8"))
        found |= {(name, address) for address in ADDRESS.findall(text)}
    for page in sorted(root.rglob("*.html")):
        found |= {(page.name, address) for address in ADDRESS.findall(page.read_text("utf-8"))}
    lost = []
    for name, address in found:
        if address.startswith(BASE):
            assert " " not in address and not re.search(r"%(?![0-9A-F]{2})", address), (
                name,
                address,
            )
            file = root / unquote(urlsplit(address).path).lstrip("/")
            file = file / "index.html" if address.split("#")[0].endswith("/") else file
            lost += [] if file.is_file() else [(name, address)]
    return sorted(lost)


def test_names_with_spaces_percent_signs_and_chinese_are_encoded_and_lead_there(tmp_path):
    built = build(write(tmp_path, FILES))
    assert (built.status, built.warnings) == (0, ())
    assert dead(built.html, "html") == []
    assert "/p/100%25.md>" in built.text("llms.txt")
    assert 'href="my%20project.md"' in built.text("p/my project.html")


def test_every_address_of_a_site_in_folders_leads_there(tmp_path):
    moved = "\nfolio_moved = {'old.html': 'p/torus.html#the-torus'}\n"
    names = {"docs/p/100%.md": "docs/p/hundred.md", "docs/p/my project.md": "docs/p/mine.md"}
    names |= {"docs/p/环面.md": "docs/p/torus.md"}
    files = {names.get(name, name): text for name, text in FILES.items()}
    folder = write(tmp_path, {**files, "conf.py": CONFIG + moved})
    ran = sphinx(folder, "-q", "-W", "-n", "-c", ".", "-b", "dirhtml", "docs", "out")
    assert (ran.status, ran.stderr) == (0, "")
    assert dead(folder / "out", "dirhtml") == []
    redirect = (folder / "out/ref/mine.html").read_text(encoding="utf-8")
    assert 'data-to="../p/mine/index.html#project-mine"' in redirect
    assert f'"canonical" href="{BASE}p/mine/#project-mine"' in redirect


def test_a_site_in_folders_says_which_names_it_cannot_have(tmp_path):
    ran = sphinx(write(tmp_path, FILES), "-q", "-c", ".", "-b", "dirhtml", "docs", "out")
    for name in ("100%", "my project", "环面"):
        assert f"digits, '-' and '_' (got 'p/{name}'); rename the file" in ran.stderr


def test_what_a_site_serves_is_in_its_ledger_and_a_lost_file_fails_the_build(tmp_path):
    files = {
        **FILES,
        "conf.py": f"{CONFIG}\nfolio_ledger = 'ledger.txt'\n",
        "ledger.txt": "folio-ledger\t1\n",
    }
    folder = write(tmp_path, files)
    built = build(folder, *UNPROMISED)
    assert (built.status, built.warnings) == (0, ())
    ledger = built.text("ledger.txt")
    for line in ("file\t_downloads/my data.csv", "page\tslides/talk one.html", "file\tCNAME"):
        assert f"{line}\n" in ledger
    (folder / "ledger.txt").write_text(ledger, encoding="utf-8")
    assert build(folder).warnings == ()

    (folder / "docs/f").mkdir()  # the address stays when the folder moves
    (folder / "docs/my data.csv").rename(folder / "docs/f/my data.csv")
    page = folder / "docs/p/my project.md"
    page.write_text(page.read_text().replace("../my data.csv", "../f/my data.csv"))
    assert build(folder).warnings == ()

    page.write_text(project("mine"))
    (folder / "extra/slides/talk one.html").unlink()
    built = build(folder)
    assert built.status == 1
    assert "the page 'slides/talk one.html' must stay" in built.warnings[0]
    assert "the file '_downloads/my data.csv' must stay" in built.warnings[1]
    assert not (built.html / "_downloads/my data.csv").exists()
    assert not (built.html / "slides").exists()


def test_a_file_of_ones_own_is_left_alone_and_takes_no_name_of_the_site(tmp_path):
    folder = copy_site(tmp_path / "site")
    conf = folder / "conf.py"
    conf.write_text(conf.read_text() + "\nhtml_extra_path = ['extra']\n")
    (folder / "extra").mkdir()
    old = '<meta charset="gbk"><p class="zz">环面'.encode("gbk")
    (folder / "extra/old.html").write_bytes(old)
    built = build(folder, *UNPROMISED)
    assert (built.status, built.warnings) == (0, ())
    assert (built.html / "old.html").read_bytes() == old
    assert (built.html / "_static/style.css").is_file()
    for name in ("index.html", "robots.txt", "Search.html", "ref/nanoflow.html"):
        (folder / "extra" / name).parent.mkdir(exist_ok=True)
        (folder / "extra" / name).write_text("mine")
    built = build(folder, *UNPROMISED)
    named = re.findall(r"got '([^']+)', which the build makes", "\n".join(built.warnings))
    assert sorted(named) == ["Search.html", "index.html", "ref/nanoflow.html", "robots.txt"]


NO_ADDRESS = (" lead.html", "tab\tx.txt", "a#b.html", "line\nend.txt", "\udcbb\udcb7.html")


def test_a_file_of_ones_own_whose_name_is_no_address_is_refused_by_its_name(tmp_path):
    folder = copy_site(tmp_path / "site")
    conf = folder / "conf.py"
    conf.write_text(conf.read_text() + "\nhtml_extra_path = ['extra']\n")
    for name in (*NO_ADDRESS, "slides.html/first.txt"):
        path = folder / "extra" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("环面".encode("gbk"))
    built = build(folder, *PAGES_ALONE, "-D", "folio_ledger=ledger.txt")
    named = re.findall(r"that can stand in its address \(got ('[^']+')", "\n".join(built.warnings))
    assert sorted(named) == sorted(map(repr, NO_ADDRESS))
    assert built.status == 1  # and no traceback: a folder may be called slides.html
    assert (built.html / "_static/style.css").is_file()
    ledger = built.text("ledger.txt")
    assert "file\tslides.html/first.txt\n" in ledger
    assert "lead.html" not in ledger


def test_pages_and_files_whose_names_are_no_address_are_named_and_the_rest_is_built(tmp_path):
    page = "# Files\n\n{download}`a <f/ a.csv>`\n"
    folder = write(
        tmp_path,
        {"docs/ lead.md": "# Lead\n\nText.\n", "docs/page.md": page, "docs/f/ a.csv": "1"},
    )
    (folder / "conf.py").write_text(f"{CONFIG}\nfolio_ledger = 'ledger.txt'\n")
    (folder / "ledger.txt").write_text("folio-ledger\t1\n")
    built = build(folder, *UNPROMISED)
    said = "\n".join(built.warnings)
    assert "docs/ lead.md:1: WARNING: the name of a page must be able to stand in its add" in said
    assert "docs/page.md:3: WARNING: the name of a file that is served must be able to st" in said
    assert built.status == 1
    assert "page\tpage.html\n" in built.text("ledger.txt")


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "latin-1"])
def test_a_page_in_another_encoding_is_named_with_its_line(encoding, tmp_path):
    folder = write(tmp_path, {"docs/page.md": "", "docs/index.md": "# Ada\n\nText.\n"})
    text = "# Page\n\n\xe9\xe8\n" if encoding == "latin-1" else "# Page\n\n环面\n"
    (folder / "docs/page.md").write_bytes(text.encode(encoding))
    (warning,) = build(folder).warnings
    line = 1 if encoding == "utf-16" else 3
    assert warning.startswith(f"docs/page.md:{line}: WARNING: a page must be in UTF-8")


def test_files_of_ones_own_in_other_encodings_are_served_as_they_are(tmp_path):
    files = {
        "slides/talk.html": "<p>环面</p>".encode("utf-16"),
        "old.css": "/* \xe9 */".encode("latin-1"),
        "data.js": b"\xff\xfe\x00",
    }
    folder = write(tmp_path, {**FILES, "docs/index.md": FILES["docs/index.md"]})
    for name, data in files.items():
        (folder / "extra" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "extra" / name).write_bytes(data)
    built = build(folder)
    assert (built.status, built.warnings) == (0, ())
    for name, data in files.items():
        assert (built.html / name).read_bytes() == data


def test_a_name_in_another_form_of_unicode_is_refused(tmp_path):
    name = unicodedata.normalize("NFD", "café")
    built = build(write(tmp_path, {f"docs/{name}.md": "# C\n", "docs/index.md": "# A\n\nText.\n"}))
    assert "must be in composed characters, NFC" in built.warnings[0]


def test_a_picture_may_have_a_name_that_its_address_encodes(tmp_path):
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    page = "# P\n\n![A](<my pic.svg>) ![B](图.svg) ![C](my%20other.svg) ![D](a#b.svg)\n"
    names = ("my pic.svg", "图.svg", "my other.svg", "a#b.svg")
    files = {f"docs/{name}": picture for name in names}
    built = build(write(tmp_path, {**files, "docs/page.md": page}))
    assert (built.status, built.warnings) == (0, ())
    shown = [unquote(image["src"]) for image in parse(built.html / "page.html")("img")]
    assert shown == [f"_images/{name}" for name in names]
    assert all((built.html / name).is_file() for name in shown)
