"""What a repository says in other encodings, in pieces, or twice."""

from __future__ import annotations

import pytest

from folio.check import exceptions
from kit import BASE, DEAD, document

CONF = (
    "url = '{}'\nintersphinx_mapping = {{'loom': (url + '/', None), 'mill': (f'{{url}}/', None)}}\n"
)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("", "utf-8"), ("\ufeff", "utf-8"), ("# -*- coding: gbk -*-\n# 织机\n", "gbk")],
    ids=["plain", "with a mark", "in GBK"],
)
def test_a_name_is_known_however_its_address_is_put_together(head, encoding, tmp_path, site_files):
    text = head + CONF.format(BASE.rstrip("/"))
    (tmp_path / "conf.py").write_bytes(text.encode(encoding))
    (tmp_path / "a.md").write_text("[](inv:loom#project-engin) [](inv:mill#project-engin)\n")
    assert document(tmp_path, *site_files)["dead"] == 2


@pytest.mark.parametrize("name", [".folio.toml", "pyproject.toml"])
def test_a_file_of_exceptions_may_begin_with_a_mark(name, tmp_path, site_files):
    exceptions._rules_of.cache_clear()
    head = "" if name.startswith(".") else "[tool.folio]\n"
    (tmp_path / name).write_text(f"\ufeff{head}ignore = ['a.md']\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(DEAD)
    assert document(tmp_path, *site_files)["dead"] == 0


def test_a_file_that_is_named_twice_is_reported_once(tmp_path, site_files):
    lab = tmp_path / "lab"
    lab.mkdir()
    (lab / "a.md").write_text(DEAD)
    said = document(lab / "a.md", lab, f"{lab}/./a.md", *site_files)
    assert (said["dead"], said["files"]) == (1, 1)
