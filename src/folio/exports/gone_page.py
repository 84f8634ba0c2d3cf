"""The page at an address that was withdrawn for good: it says so, and leads to the home page."""

from __future__ import annotations

from folio.core.escape import attribute
from folio.exports.redirect_page import POLICY, SiteFrame, linked_files, relative

PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Withdrawn \u2013 {site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{files}</head>
<body>
<header class="top"><a class="brand" href="{home}">{site}</a></header>
<div class="sheet"><main id="main">
<h1>This page was withdrawn</h1>
<p>It will not come back. The <a href="{home}">home page</a> leads to what there is.</p>
</main></div>
</body>
</html>
"""


def gone_html(address: str, frame: SiteFrame) -> str:
    """Return the page."""
    return PAGE.format(
        language=attribute(frame.language),
        policy=POLICY,
        site=attribute(frame.site),
        home=relative(address, "index.html"),
        files=linked_files(address, frame),
    )
