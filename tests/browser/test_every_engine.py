"""Pages and journeys in Chromium, Firefox and WebKit: what one is asked, all answer alike.

guide/reading.md says what a reader needs, and is made from this file.
"""

from __future__ import annotations

import base64
import io
import re

import pytest
from pypdf import PdfReader

from browsers import PAGES
from explorers import EXPLORERS, figure
from queries import FIND, FINDER, FIRST, QUERIES
from questions import LARGE, LAYOUT, SETTLED, TOO_WIDE, WAIT
from web_engines import ENGINES, firefox_engine
from webkit_engine import started

WIDTHS = (1920, 1440, 1280, 960, 768, 540, 390, 320)
NARROW, WIDE = (390, 844), (1280, 900)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, chromium, tmp_path_factory):
    """Start each engine in turn."""
    with started(request.param, chromium, tmp_path_factory.mktemp(request.param)) as engine:
        yield engine


def wait(engine, function: str, *arguments: object) -> object:
    """Return what a function finds, as soon as it finds something."""
    return engine.ask(WAIT.replace("FUNCTION", function), *arguments)


def opened(engine, address: str, size: tuple[int, int] = WIDE) -> None:
    """Open a page in a window of a size, as on a first visit."""
    engine.size(*size)
    engine.open(address)
    engine.ask("() => { localStorage.clear(); return document.fonts.ready.then(() => true); }")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_laid_out_well_at_every_width(engine, address, name):
    opened(engine, address + name)
    found = []
    for width in WIDTHS:
        engine.size(width, 900)
        engine.ask(SETTLED)
        found += [(width, one) for question in LAYOUT.values() for one in engine.ask(question)]
    assert found == []
    assert engine.trouble() == []


@pytest.mark.parametrize("large", LARGE)
@pytest.mark.parametrize(
    "name", ["search.html", "cv.html", "projects/dynaflow.html", "projects/nanoflow.html"]
)
def test_larger_letters_leave_a_phone_without_sideways_scrolling(engine, address, name, large):
    opened(engine, address + name, NARROW if "letters" in large else (320, 700))
    engine.ask(LARGE[large])
    engine.ask(SETTLED)
    assert engine.ask(TOO_WIDE) == []


def test_the_switch_changes_the_theme_at_once_and_for_good(engine, address):
    opened(engine, f"{address}index.html")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before = engine.ask(ground)
    engine.ask("() => document.querySelector('button.theme').click()")
    after = engine.ask(ground)
    assert after != before
    engine.open(f"{address}cv.html")
    assert engine.ask(ground) == after
    engine.ask("() => localStorage.clear()")
    assert engine.trouble() == []


def test_everybody_finds_the_same_in_the_first_three(engine, address):
    opened(engine, f"{address}notes.html")
    engine.ask(f"() => {FINDER}.then(() => true)")
    found = engine.ask(FIND, [query for query, _ in QUERIES])
    hits = {query: places[:FIRST] for (query, _), places in zip(QUERIES, found, strict=True)}
    assert {query: hits[query] for query, place in QUERIES if place not in hits[query]} == {}


def test_the_search_is_used_by_keys(engine, address):
    opened(engine, f"{address}projects/pim.html")
    engine.press("/")
    assert engine.ask("() => document.activeElement.name") == "q"
    for letter in "deadlok":
        engine.press(letter)
    first = wait(
        engine,
        "() => document.querySelector('.found .context mark') && "
        "document.querySelector('.found li a').textContent",
    )
    assert first == "Star channels prevent deadlock"
    engine.press("Escape")
    assert engine.ask("() => document.querySelector('.found').hidden") is True
    assert engine.trouble() == []


def test_a_phone_has_contents_that_open_close_and_say_where_one_is(engine, address):
    opened(engine, f"{address}projects/nanoflow.html", NARROW)
    assert engine.ask("() => document.querySelector('.toc details').open") is False
    engine.ask("() => scrollTo(0, 3000)")
    here = wait(
        engine, "() => document.querySelector('.toc a[aria-current=location]')?.textContent"
    )
    bar = "() => document.querySelector('.toc summary')"
    assert engine.ask(f"{bar}.textContent") == f"On this page: {here}"
    assert engine.ask(f"{bar}.getBoundingClientRect().top") < 5
    engine.ask(f"{bar}.click()")
    assert engine.ask("() => document.querySelector('.toc details').open") is True
    engine.ask("() => document.querySelectorAll('.toc a')[1].click()")
    wait(engine, "() => !document.querySelector('.toc details').open")
    assert engine.trouble() == []


def test_a_citation_is_previewed_and_escape_closes_it(engine, address):
    opened(engine, f"{address}projects/nanoflow.html")
    engine.press("Tab")  # from here on the focus is one of the keyboard
    cited = "article > section > section > p sup.folio-cite a"
    source = engine.ask(
        "(cited) => { const link = document.querySelectorAll(cited)[2];"
        "link.focus(); return document.querySelector(link.hash).textContent; }",
        cited,
    )
    shown = wait(engine, "() => document.querySelector('.preview:not([hidden])')?.textContent")
    assert set(re.findall(r"\w{3,}", shown)) - {"there"} <= set(re.findall(r"\w{3,}", source))
    assert engine.ask(TOO_WIDE) == []
    engine.press("Escape")
    assert engine.ask("() => document.querySelector('.preview').hidden") is True
    assert engine.trouble() == []


def test_a_figure_is_enlarged_by_a_key_or_a_press_and_escape_closes_it(engine, address):
    opened(engine, f"{address}projects/goal-torus.html", NARROW)
    before = engine.ask("() => document.querySelector('figure svg').getBoundingClientRect().width")
    engine.ask("() => document.querySelector('button.enlarge').focus()")
    engine.press("Enter")
    large = "document.querySelector('dialog[open] svg')"
    width = wait(engine, f"() => {large}?.getBoundingClientRect().width")
    assert width > 1.5 * before
    name = engine.ask("() => document.querySelector('dialog').getAttribute('aria-label')")
    caption = engine.ask("() => document.querySelector('figcaption').textContent")
    assert name in caption
    assert engine.ask(TOO_WIDE) == []
    engine.press("Escape")
    assert wait(engine, "() => !document.querySelector('dialog')")
    assert engine.ask("() => document.activeElement.className") == "enlarge"
    engine.ask(
        "() => document.querySelector('figure svg')"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    )
    wait(engine, f"() => {large} !== null")
    engine.press("Enter")  # on the button that closes it
    assert wait(engine, "() => !document.querySelector('dialog')")
    assert engine.trouble() == []


def test_a_tab_is_chosen_by_an_arrow(engine, address):
    opened(engine, f"{address}projects/dynaflow.html")
    shown = """() => [...document.querySelectorAll(".sd-tab-content")]
      .map((e) => e.getClientRects().length > 0)"""
    assert engine.ask(shown) == [True, False, False, False]
    engine.ask("() => document.querySelector('.sd-tab-set > input').focus()")
    engine.press("ArrowRight")
    assert engine.ask(shown) == [False, True, False, False]


SAYS = """async (figure) => {
  const says = () => document.querySelector(`${figure} .explore-says`)?.innerText;
  const settle = () => new Promise((done) => setTimeout(done, 30));
  document.querySelector(figure).scrollIntoView();
  for (let i = 0; i < 100 && !says(); i += 1) await settle();
  const told = [says()];
  const controls = "select, input, button, [role=button]";
  for (const control of document.querySelector(figure).querySelectorAll(controls)) {
    if (control.matches("select")) control.selectedIndex = control.options.length - 1;
    else if (control.type === "range") control.value = control.max;
    else if (!control.matches("input")) control.dispatchEvent(new MouseEvent("click"));
    else control.checked = !control.checked;
    for (const type of ["input", "change"])
      control.dispatchEvent(new Event(type, { bubbles: true }));
    await settle();
    told.push(says());
  }
  return told.map((text) => text.replace(/\\s+/g, " "));
}"""
HEARD: dict[str, list[str]] = {}  #: what each explorer said in the first engine that was asked


@pytest.mark.parametrize(("page", "name"), EXPLORERS)
def test_an_explorer_says_the_same_in_every_engine(engine, address, page, name):
    opened(engine, address + page)
    told = engine.ask(SAYS, figure(name))
    assert len(told) > 1
    assert all(told)
    assert told == HEARD.setdefault(name, told)
    assert engine.trouble() == []


def test_what_firefox_prints_has_every_word(tmp_path, address):
    """Of a typeface with several weights in one file, its PDFs have only one as text."""
    with firefox_engine(tmp_path) as firefox:
        firefox.open(f"{address}cv.html")
        words = firefox.ask("() => document.querySelector('main').innerText.match(/[A-Za-z]{3,}/g)")
        pdf = PdfReader(io.BytesIO(base64.b64decode(firefox.printed())))
    printed = re.sub(r"\W+", "", "".join(sheet.extract_text() for sheet in pdf.pages))
    assert sorted({word for word in words if word not in printed}) == []
