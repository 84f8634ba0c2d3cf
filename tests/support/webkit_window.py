"""A window of WebKitGTK without a toolbar, for its driver; run by the system's own Python.

MiniBrowser, which comes with the library, is never narrower than 447 px.
"""

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

# The driver keeps what pages complain of to itself, so each page keeps it in a variable.
WATCH = """
window.complaints = [];
const keep = (text) => window.complaints.push(String(text));
for (const name of ["error", "warn"]) console[name] = (...all) => keep(all.join(" "));
const failed = ({ message, target }) => keep(message ?? `failed: ${target.src || target.href}`);
addEventListener("error", failed, true);
addEventListener("unhandledrejection", ({ reason }) => keep(reason));
const refused = ({ violatedDirective, blockedURI }) => keep(`${violatedDirective} ${blockedURI}`);
addEventListener("securitypolicyviolation", refused, true);
"""

context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
watching = WebKit2.UserContentManager()
watching.add_script(
    WebKit2.UserScript(
        WATCH,
        WebKit2.UserContentInjectedFrames.TOP_FRAME,
        WebKit2.UserScriptInjectionTime.START,
        None,
        None,
    )
)


def new_view(_):
    """Open a window for a page."""
    view = WebKit2.WebView(
        web_context=context, user_content_manager=watching, is_controlled_by_automation=True
    )
    window = Gtk.Window()
    window.add(view)
    window.show_all()
    return view


def started(_, session):
    """Answer the driver, which knows no other name than that of the browser of the library."""
    info = WebKit2.ApplicationInfo()
    info.set_name("MiniBrowser")
    info.set_version(
        WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version()
    )
    session.set_application_info(info)
    session.connect("create-web-view", new_view)


context.connect("automation-started", started)
Gtk.main()
