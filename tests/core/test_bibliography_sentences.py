"""Addresses, ordinals and quantities within what an entry says in words."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

OAK = f"{ADA}, journal = {{Oak Letters}}, year = 2020"


@pytest.mark.parametrize(
    ("note", "said", "links"),
    [
        ("See https://oak.example/a, for trees", "See oak.example/a, for trees", 1),
        (r"See \url{https://oak.example/a} for trees", "See oak.example/a for trees", 1),
        ("Talk at Elm. Slides: https://oak.example/a.", "Talk at Elm. Slides", 1),
        (r"Talk at Elm, data: \url{https://oak.example/a}", "Talk at Elm, data", 1),
        ("Code (https://oak.example/a(b)) is free", "Code (oak.example/a(b)) is free", 1),
        (r"\url{https://oak.example/a}, version 2", "version 2", 1),
        ("https://oak.example/a, https://oak.example/b", "", 2),
        (r"\href{https://oak.example}{Our site} tells more", "Our site tells more", 1),
        (r"At https://oak.example/a\_b we say more", "At oak.example/a_b we say more", 1),
        (r"At https://oak.example/\oak we say more", None, 0),
        ("English text available at https://oak.example/a.", "English text", 1),
        (r"[Online]. Available: \url{https://oak.example/a}", "", 1),
        ("Publisher: Elm _eprint: https://oak.example/a", "", 1),
        ("http://www. oak. example/ a", "http://www. oak. example/ a", 0),
        ("Source code: https://oak.example/a", "", 1),
        ("Data are available at https://oak.example", "Data are available at oak.example", 1),
        (
            "Slides can be found here: https://oak.example",
            "Slides can be found here: oak.example",
            1,
        ),
        ("Der Code ist hier: https://oak.example", "Der Code ist hier: oak.example", 1),
        ("Generated from https://oak.example", "Generated from oak.example", 1),
        ("Talk. First published in https://oak.example", "Talk. First published in oak.example", 1),
        (r"Press coverage in \url{https://oak.example}", "Press coverage in oak.example", 1),
        ("For more information see https://oak.example", "For more information see oak.example", 1),
        ("is available at https://oak.example/a", "", 1),
        ("This is a talk. https://oak.example/a", "This is a talk.", 1),
        ("Available at https://oak.example/a (accessed 3 May 2020)", "", 1),
    ],
)
def test_an_address_stays_in_the_sentence_that_goes_on_and_is_a_link(note, said, links):
    if said is None:
        assert "has the command" in problem(f"{OAK}, note = {{{note}}}")
        return
    made = source(f"{OAK}, note = {{{note}}}")
    assert (made.note, len(made.links)) == (said, links)
    assert all(to.startswith("https://oak.example") for _, to in made.links)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (r"20$^{th}$ Oak Days", "20th Oak Days"),
        (r"The $3^\mathrm{rd}$ oak", "The 3rd oak"),
        (r"93$^a$ Jornada", "93ª Jornada"),
        (r"1\textsuperscript{o} Encontro", "1º Encontro"),
        (r"XXI$^{\text{e}}$ si\`ecle", "XXIe siècle"),
        (r"Growth of $x^{th}$ and 10$^x$ oaks", "Growth of x^(th) and 10^x oaks"),
        (r"A \qty{5}{\milli\metre} leaf", "A 5 mm leaf"),
        (r"\SI{1.5e-3}{kg.m^{-2}}", "1.5 × 10⁻³ kg m⁻²"),
        (r"$\qty[per-mode=symbol]{3}{\kilo\metre\per\second\squared}$", "3 km s⁻²"),
        (r"\SIrange{1}{2}{\celsius}, \ang{45}", "1–2 °C, 45°"),
        (r"\SI{30}{\degree} and \si{\square\metre}", "30° and m²"),
        (r"\num{1e5} oaks, \numrange{2}{3}", "1 × 10⁵ oaks, 2–3"),
        (r"\unit{\raiseto{4}\metre\cubed} \qty{5}{\text{oaks}}", "m¹² 5 oaks"),
        (r"\textpsi-trees and \textDelta{}x", "ψ-trees and Δx"),
    ],
)
def test_ordinals_quantities_and_greek_in_text_are_letters(title, said):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == said


def test_a_unit_that_nothing_knows_is_refused():
    said = problem(r"author = {Lin, Ada}, title = {A \qty{5}{\oaks} wood}, year = 2020")
    assert "has the unit \\oaks" in said


@pytest.mark.parametrize(
    ("how", "to"),
    [
        (r"https://oak.example/\~{}lin/", "https://oak.example/~lin/"),
        (r"https://oak.example/$\sim$lin", "https://oak.example/~lin"),
        (r"https://oak.example/a{\_}b.", "https://oak.example/a_b"),
    ],
)
def test_an_address_alone_is_a_link_only_whatever_is_escaped_in_it(how, to):
    made = source(f"{ADA}, howpublished = {{{how}}}, year = 2020", "misc")
    assert (made.venue, made.note, [one for _, one in made.links]) == ("", "", [to])


@pytest.mark.parametrize(
    ("written", "venue", "state"),
    [
        *(
            ("Oak Press, to appear", "Oak Press", "to appear"),
            ("Oak (in press)", "Oak", "in press"),
        ),
        ("Oaks (short paper, submitted)", "Oaks (short paper)", "submitted"),
        ("Oaks (short paper submitted)", "Oaks (short paper)", "submitted"),
        *(("Soumis", "", "soumis"), ("in press", "", "in press")),
        *(("In preparatiom", "", "in preparation"), ("Under revieww", "", "under review")),
        *(("Oak Press", "Oak Press", ""), ("Accepted Papers", "Accepted Papers", "")),
        *(("Oaks (in practice)", "Oaks (in practice)", ""), ("In Presses", "In Presses", "")),
    ],
)
@pytest.mark.parametrize("name", ["booktitle", "publisher"])
def test_the_state_of_a_work_is_told_from_its_venue_and_from_its_publisher(
    name, written, venue, state
):
    whole = "" if name == "booktitle" else "booktitle = {Elms}, "
    made = source(f"{ADA}, {whole}{name} = {{{written}}}, year = 2020", "inproceedings")
    assert made.state == state
    assert (made.venue if name == "booktitle" else made.publisher) == venue
