#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
"""fleet.py URL BENCHES PHONES [PICTURE] -- the page of a fleet in a headless browser: it shows so many
benches, all of them running, and so many phones, each done.  tests/stories/fleet.sh runs it, with BROWSER=yes.
Exit status 77: no browser here."""

import base64
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser as browsers


def check(what, is_so, more=""):
    if not is_so:
        raise AssertionError("%s %s" % (what, more))


def main():
    url, benches, phones = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if not browsers.find():
        print("fleet: no browser here (Debian: chromium)")
        return 77
    b = browsers.Browser()
    try:
        p = b.open(url, 1280, 800)
        p.wait("document.querySelectorAll('#benches li').length === %d" % benches, "%d benches" % benches)
        p.wait("document.querySelectorAll('li.phone').length === %d" % phones, "%d phones" % phones)
        said = p.js("[...document.querySelectorAll('#benches li')].map(e => e.textContent).join('; ')")
        check("each bench runs", said.count(" running") == benches, said)
        done = p.js("[...document.querySelectorAll('li.phone .doing')].filter(e => e.textContent.startsWith('done ')).length")
        check("each phone is done", done == phones, done)
        check("each phone says at which bench it is", p.js(
            "[...document.querySelectorAll('li.phone')].every(e => /bench-[0-9]/.test(e.textContent))"))
        check("nothing is wider than the screen", p.js("document.documentElement.scrollWidth <= innerWidth"))
        p.type("001B54AA0101")
        p.enter()
        p.wait("document.getElementById('one').open", "what is scanned fills the screen")
        p.key("Escape")
        check("the console is empty", not p.complaints(), p.complaints())
        if len(sys.argv) > 4:
            with open(sys.argv[4], "wb") as f:
                f.write(base64.b64decode(p.call("Page.captureScreenshot", format="png")["data"]))
        print("fleet: %d benches and %d phones on the page: %s" % (benches, phones, said))
    finally:
        b.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
