"""What readers copy is read as the same by every program: BibTeX, biber, Pandoc and this reader."""

from __future__ import annotations

import pytest

from entries import ADA, source
from folio.core.bibliography import read_bibliography

FIELDS = {
    # a % between quotation marks begins a comment for Pandoc, and for TeX anywhere in a text
    r"url = {https://oak.example/a%20b}": r"url = {https://oak.example/a%20b}",
    r"note = {50% oak, 50\% elm}": r"note = {50\% oak, 50\% elm}",
    r"note = {See \url{https://oak.example/a%20b}}": r"note = {See \url{https://oak.example/a%20b}}",
    r"publisher = {Oak & Elm}": r'publisher = "Oak \& Elm"',
    r"publisher = {Oak \& Elm}": r'publisher = "Oak \& Elm"',
    # what biblatex takes as it stands
    r"url = {https://oak.example/a{\_}b{\%}20c}": r"url = {https://oak.example/a_b%20c}",
    r"url = {https://oak.example/\~{}ada\&b}": r'url = "https://oak.example/~ada&b"',
    r"url = {www.oak.example}": r'url = "https://www.oak.example"',
    r"url = {https://oak.example/a https://elm.example/b}": (
        r'url = "https://oak.example/a https://elm.example/b"'
    ),
    r"doi = {{10.1000/182}}": r'doi = "10.1000/182"',
    r"doi = {https://doi.org/10.1000/a\_b}": r'doi = "10.1000/a_b"',
    r"doi = {10.1000/1, 10.1000/2}": r'doi = "10.1000/1, 10.1000/2"',
    # what only the styles of the AAS define
    r"journal = {\aap}": r'journal = "Astronomy and Astrophysics"',
    r"journal = {{\mnras}}": r'journal = "{Monthly Notices of the Royal Astronomical Society}"',
    r"note = {In \apj{} 3, \nat~4}": r'note = "In The Astrophysical Journal 3, Nature~4"',
    r"note = {Oak #1, \#2}": r'note = "Oak \#1, \#2"',
    r"series = {The \oe}": r'series = "The \oe"',
    # HTML
    r"note = {<i>Quercus</i> &amp; CO<sub>2</sub> &lt;5 &#8211; <b>m<sup>2</sup></b>}": (
        r'note = "\emph{Quercus} \& CO\textsubscript{2} {\textless}5 – '
        r'\textbf{m\textsuperscript{2}}"'
    ),
    r"publisher = {Oak &amp;amp; Elm}": r'publisher = "Oak \& Elm"',
    r"note = {An <oak> here}": r'note = "An <oak> here"',
    r"note = {$a<b$ and $b>c$}": r'note = "$a<b$ and $b>c$"',
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_copied_field_is_read_alike_by_every_program(field):
    entry = f"{ADA}, {field}, year = 2020"
    read = source(entry)
    assert f"    {FIELDS[field]},\n" in read.bibtex
    again = read_bibliography(read.bibtex).sources["lin"]
    assert (again.reference, again.links, again.doi) == (read.reference, read.links, read.doi)


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("10.1002/(SICI)1<2::AID>3.0.CO;2-X", "10.1002/(SICI)1-2::AID-3.0.CO;2-X"),
        ("o’oak#2", "o-oak-2"),
        ("DBLP:conf/oak/Lin_20+a", "DBLP:conf/oak/Lin_20+a"),
    ],
)
def test_a_key_is_copied_without_what_a_program_takes_for_a_sign(written, copied):
    entry = f"@misc{{{written}, title = {{T}}, year = 2020}}"
    assert read_bibliography(entry).sources[written].bibtex.startswith(f"@misc{{{copied},\n")


@pytest.mark.parametrize(
    "address", [r"http://dx.doi.org/10.1000/a{\_}b", r"\url{doi.org/10.1000/a\_b}"]
)
def test_a_doi_with_tex_in_it_is_one_in_the_field_of_addresses_too(address):
    read = source(f"{ADA}, url = {{{address}}}, year = 2020")
    assert read.links == (("doi:10.1000/a_b", "https://doi.org/10.1000/a_b"),)


def test_two_addresses_with_a_stroke_between_them_are_two():
    read = source(f"{ADA}, url = {{https://oak.example/a|https://elm.example/b}}, year = 2020")
    assert [to for _, to in read.links] == ["https://oak.example/a", "https://elm.example/b"]
