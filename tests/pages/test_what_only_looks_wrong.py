"""Text that only looks like a mistake is shown as it was typed, and refused nowhere."""

from __future__ import annotations

import pytest

from pages import parse
from sites import CONF, Built, build, write

#: As the site has it: quotation marks become curly, and hyphens stay.
CONFIG = CONF.replace('"dollarmath"', '"deflist", "dollarmath"') + "smartquotes = False\n"
#: Each is a paragraph of the page, and shown just so.
TEXTS = """\
C# and F#: issue #5, we are #1, see PR #45; a # b
In C++, a++ and ++i and x++; operator [] and a[i] and x<y
The type std::vector is a class (see foo::bar), ns::a::b and A::B
We write [sic] and [x] and [1, 2) and (a, b] and [12]; Smith et al. [2020] say
About 10^5 steps, x^2 and 2^n, and O(n^2)
He works @ MIT, at @home, price @ $5 each; on X as @ada and @ada2
2 * 3 * 4 and a ** b, rated 5* hotel; f(*args), snake_case_name
about ~5 ms, ~/bin, a ~ b, x~y, 10~20, and ~ 3
At 10:30:15, ratio 1:2:3, see a:b:c, Note: this; key:value and ::
50% of 100%; a 5% %age; 100%%?
The set {1, 2, 3} and {x | x > 0}; JSON {"a": 1}; f{}
a | b, |x| < 1, P(A|B), a || b and x|y
a + b, C++ and C++, ++x, x++ + ++y, 1 +/- 2, +1
a == b, x = y == z, if a == b and c == d then; === here
a-b, a - b, a – b, a — b, --flag and -x --long-option, 2019-2020, e.g. -5
Wow! important and !! or !important
a < b, a <b, x<5, 3 <4, <-, ->, <=, =>, <3, a --> b and c <-- d
AT&T, R&D, a & b, Q&A; x &y; &c; a&b;
v1.2.3, e.g. i.e. etc., U.S.A., node.js, README.md, and/or, w/o
draft: true is what one writes; TODO: this
Contents [toc] of it; TOC and [TOC]s
import taxes from China, they said; export controls too
Use Vec<T>, Option<u8>, Map<K, V> and Array<Tabs>; run foo <file> [options]
Zürich, São Paulo, Łódź, Ελλάδα, ½, →, ≤, 5 °C, µs, 12:30: ok; :-) and :)
**注意**：这是 **好** 的，以及**重点**内容，a_b_c 和 x~y
""".splitlines()
#: And these are shown as something else, which is right too.
PAGES = {
    "code": "```jinja\n{{ x }} {% if %} [[x]] ==a== <!-- b -->\n```\n\n`{{ x }}`, `[@key]`, "
    "`~~b~~`, `:::note`, `<details>`, `a<b>`, `$x$ 2`, `--x`\n",
    "formulas": "It costs \\$5 or $x$, the $n$th, ($y$) and $50\\%$.\n\n"
    "$$\nx \\\\ % private\ny\n$$\n",
    "links": "<https://ada.example/a_b?x=1&y=2#z>, <ada@ada.example>, [me](mailto:a@ada.example), "
    "<https://ada.example/%E4%20b>, <https://ada.example/%E7%8E%8B>\n",
    "escapes": "\\[\\[x\\]\\], \\{\\{ x \\}\\}, \\#tag, \\~\\~x\\~\\~, \\@smith2020, 1\\--2\n",
    "tables": "| a | b |\n|---|---|\n| `x\\|y` | \\| |\n| 1 |\n\n> | a |\n> | - |\n> | b |\n\n"
    "- x\n\n  a | b\n  - | -\n  1 | 2\n",
    "lines": "a\n\n- - -\n\nHeading\n-------\n\nText\n\n## Q&A\n\nText\n\n## 1. First\n\nText\n",
    "names": "(one)=\n(two)=\n## Part\n\nSee {ref}`one` and [](#two).\n\n(three)=\nText.\n",
    "notes": "x[^1] y[^1] z[^b]\n\n[^1]: One.\n[^b]: Two\n\n    more.\n",
    "captions": "```{code-block} py\n:caption: After {cite}`lovelace1843notes`\nx = 1\n```\n\n"
    ":::{sources}\n:::\n",
}
TITLES = ("What is `a<b>`?", "C# and issue #5", "Tom & Jerry's AT&T <3", "Draft", "100 % of 5 > 3")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {f"docs/{name}.md": f"# Page\n\n{text}" for name, text in PAGES.items()}
    files |= {f"docs/t{n}.md": f"# {title}\n\nText.\n" for n, title in enumerate(TITLES)}
    files["docs/texts.md"] = "# Page\n\n" + "\n\n".join(TEXTS) + "\n"
    return build(write(tmp_path_factory.mktemp("looks"), {"conf.py": CONFIG, **files}))


def test_nothing_of_it_is_refused(built):
    assert (built.status, built.warnings) == (0, ())


def typed(element) -> str:
    """Return a text with the spaces before units as they were typed."""
    return element.get_text().replace("\u00a0", " ")


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_it_is_shown_as_it_was_typed(built, number):
    shown = [typed(paragraph) for paragraph in parse(built.html / "texts.html")("p")]
    assert TEXTS[number].replace("**", "" if "注意" in TEXTS[number] else "**") in shown


def test_an_address_that_is_no_text_is_shown_as_it_was_typed(built):
    links = {
        link["href"]: link.get_text() for link in parse(built.html / "links.html")("a", href=True)
    }
    assert links["https://ada.example/%E4%20b"] == "https://ada.example/%E4%20b"
    assert links["https://ada.example/%E7%8E%8B"] == "https://ada.example/王"


@pytest.mark.parametrize("number", range(len(TITLES)))
def test_a_title_is_its_text(built, number):
    page = parse(built.html / f"t{number}.html")
    page.h1.find("a", class_="headerlink").decompose()
    assert typed(page.h1) == TITLES[number].replace("`", "")
    assert page.title.get_text().startswith(TITLES[number].replace("`", ""))
