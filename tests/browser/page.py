#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
"""page.py BUILD [PICTURES] -- the live page in a headless browser: a thousand phones, a scanner,
two viewers, a bench that restarts, hostile texts.  With PICTURES, a folder, it makes the pictures
of docs/screens instead.  Exit status 77: no browser here."""

import os
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bench as benches
import browser as browsers

ROWS = "document.querySelectorAll('li.phone').length"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Web:
    """netrecover web, and the bench that it reads."""

    def __init__(self, build, phones):
        self.folder = tempfile.TemporaryDirectory(prefix="page-")
        os.chmod(self.folder.name, 0o755)
        ini = os.path.join(self.folder.name, "bench.ini")
        with open(ini, "w", encoding="utf-8") as f:
            f.write("[bench]\ninterface = eth1\naddress = 10.77.0.1/24\n")
        self.bench = benches.Bench(os.path.join(self.folder.name, "netrecover-view.sock"), phones)
        self.port = free_port()
        self.url = "http://127.0.0.1:%d/" % self.port
        env = dict(os.environ, NETRECOVER_LIBEXEC=build, NETRECOVER_PLUGIN_PATH="%s/plugins/.libs:%s/plugins/models/.libs"
                   % (build, build))
        self.command = [os.path.join(build, "netrecover"), "-q", "-c", ini, "web", "--listen",
                        "127.0.0.1:%d" % self.port]
        self.env = env
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, env=self.env)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the page is not there")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def close(self):
        self.stop()
        self.bench.stop()
        self.folder.cleanup()


def say(text):
    print("page: " + text, flush=True)


def check(what, is_so, more=""):
    if not is_so:
        raise AssertionError("%s %s" % (what, more))


def no_complaints(p):
    # What the browser says of a server that is away is right.
    said = [c for c in p.complaints() if "net::ERR_" not in c]
    check("the console is empty", not said, said)


def thousand(build, b):
    web = Web(build, lambda: benches.shelf(1000, moving=True))
    p = b.open(web.url, 1920, 1080)
    begin = time.monotonic()
    p.wait(ROWS + " === 1000", "a thousand rows")
    say("1,000 phones stand there after %.1f s" % (time.monotonic() - begin))
    check("four groups and those aside", p.js(
        "[...document.querySelectorAll('section:not([hidden]) h2')].map(e => e.textContent).join()") ==
        "NEEDS YOU167,DO NOT UNPLUG584,SAFE TO UNPLUG83,SAFE TO MOVE83,ASIDE83",
        p.js("[...document.querySelectorAll('section:not([hidden]) h2')].map(e => e.textContent).join()"))
    check("nothing is wider than the screen", p.js("document.documentElement.scrollWidth <= innerWidth"))
    was = p.js("document.querySelector('.g1 progress').value")
    p.wait("document.querySelector('.g1 progress').value !== %s" % was, "bars move")
    p.call("Performance.enable")

    def busy():
        return {m["name"]: m["value"] for m in p.call("Performance.getMetrics")["metrics"]}["TaskDuration"]

    before, at = busy(), time.monotonic()
    p.wait("new Promise(r => setTimeout(() => r(true), 5000))")
    say("a browser spends %.1f %% of a core on it" % ((busy() - before) * 100 / (time.monotonic() - at)))
    p.js("byId('form').click()")
    check("rows are one line", p.js("Math.max(...[...document.querySelectorAll('.g0 li.phone, .g1 li.phone')].slice(0, 9)"
                                    ".map(e => e.offsetHeight)) < 40"))
    no_complaints(p)
    p.close()
    web.close()


def scanner(build, b):
    web = Web(build, benches.shelf(40))
    p = b.open(web.url, 1280, 800)
    p.wait(ROWS + " === 40")
    title = "byId('one').open && byId('one-title').textContent"
    for typed, mac, wanted in (
            ("001B54AA010A", "00:1b:54:aa:01:0a", "SAFE TO UNPLUG"),
            ("SEP001B54AA0102", "00:1b:54:aa:01:02", "DO NOT UNPLUG"),
            ("00:1b:54:aa:01:0b", "00:1b:54:aa:01:0b", "SAFE TO MOVE"),
            ("001b.54aa.0101", "00:1b:54:aa:01:01", "NEEDS YOU"),
            ("MAC: 00-1B-54-AA-01-05", "00:1b:54:aa:01:05", "DO NOT UNPLUG"),
            ("FCH14000010", "00:1b:54:aa:01:0b", "SAFE TO MOVE")):
        # As it comes: also while another phone fills the screen.
        p.type(typed)
        p.enter()
        p.wait("%s === '%s'" % (title, wanted), typed)
        check("the phone is named", p.js("one.querySelector('.mac').textContent") == mac)
        check("it fills the screen", p.js("one.clientWidth === innerWidth && one.clientHeight === innerHeight"))
    p.key("Escape")
    p.wait("!byId('one').open", "Escape goes back")
    check("the box has the focus", p.js("document.activeElement.id") == "box")
    p.type("001B54AAFFFF")
    p.enter()
    p.wait("byId('found').textContent.startsWith('no phone')")
    p.key("Escape")
    p.type("7961")
    p.wait("document.querySelectorAll('li.phone:not([hidden])').length === 3", "the box filters")
    p.key("Escape")
    p.wait("document.querySelectorAll('li.phone:not([hidden])').length === 40")
    # What fills the screen changes when the phone does.
    p.type("001B54AA0102")
    p.enter()
    p.wait(title + " === 'DO NOT UNPLUG'")
    phones = benches.shelf(40)
    phones[1].update(state="done", advice="safe to move", code="NR-DONE", message="it runs its target")
    web.bench.phones = phones
    p.wait(title + " === 'SAFE TO MOVE'")
    p.wait("byId('news').textContent.includes('SEP001B54AA0102: Safe to move')", "it is read out")
    p.key("Escape")
    # By keyboard alone: from the box to a card, and into it.
    for _ in range(2):
        p.key("Tab")
    check("a card has the focus", p.js("document.activeElement.closest('li.phone') !== null"))
    p.enter()
    p.wait("byId('one').open", "Enter opens the card")
    no_complaints(p)
    p.close()
    web.close()


def restart(build, b):
    web = Web(build, benches.shelf(12))
    one, two = b.open(web.url), b.open(web.url)
    for p in (one, two):
        p.wait(ROWS + " === 12")
        p.wait("byId('state').textContent === 'live'")
    check("one connection to the bench", len(web.bench.connections) == 1, len(web.bench.connections))
    web.bench.stop()
    for p in (one, two):
        p.wait("byId('state').className === 'bad' && byId('state').textContent.includes(' old')", "it says so")
        check("what stood there stays", p.js(ROWS) == 12)
    web.bench.phones = benches.shelf(13)
    web.bench.start()
    for p in (one, two):
        p.wait(ROWS + " === 13 && byId('state').textContent === 'live'", "the bench is back")
    check("one connection again", len(web.bench.connections) == 1)
    # A phone is forgotten.
    web.bench.phones = benches.shelf(11)
    one.wait(ROWS + " === 11")
    # The page's own server goes, and comes back.
    web.stop()
    one.wait("byId('state').textContent.includes('lost its server')")
    web.start()
    for p in (one, two):
        p.wait("byId('state').textContent === 'live'", "the server is back")
        no_complaints(p)
        p.close()
    until = time.monotonic() + 20
    while web.bench.connections[-1].fileno() >= 0 and time.monotonic() < until:
        asked = web.bench.asked
        time.sleep(2)
        if web.bench.asked == asked:
            break
    check("nobody asks the bench when nobody looks", web.bench.asked == asked)
    web.close()


HOSTILE = [
    "<script>window.bad = 1</script>", "<img src=x onerror='window.bad=1'>", "\"'><svg onload=window.bad=1>",
    "javascript:window.bad=1", "a\u202egnp.exe", "line\nbreak\ttab\u0001\u009bcontrol", "\u2028\u2029\ufeff", "&lt;b&gt;",
    "x" * 100000, "\U0001f4a9 \u05d0\u05d1\u05d2", "${window.bad=1}", "</style><script>window.bad=1</script>"]


def hostile(build, b):
    phones = benches.shelf(len(HOSTILE))
    for i, (p, text) in enumerate(zip(phones, HOSTILE)):
        p.update(serial=text, model=text, message=text, load_version=text, step_version=text, code=text,
                 name="SEP%012d%s" % (i, text[:40]), mac=text[:40])
    web = Web(build, phones)
    web.bench.name = "<script>window.bad=1</script>"
    p = b.open(web.url, 1280, 800)
    p.wait(ROWS + " === %d" % len(HOSTILE))
    p.wait("byId('state').textContent === 'live'")
    p.js("document.querySelectorAll('li.phone button').forEach(e => { e.click(); byId('one').close(); })")
    time.sleep(1)
    check("nothing ran", p.js("window.bad") is None)
    check("nothing was built", p.js("document.querySelectorAll('script, img, svg, iframe').length") == 1)
    check("a text is text", p.js("document.body.innerText.includes('<script>window.bad = 1</script>')"))
    check("no text turns another around", p.js("!/[\\u202a-\\u202e\\u2028\\u2029\\u0001\\u009b]/.test(document.body.textContent)"))
    check("nothing is wider than the screen", p.js("document.documentElement.scrollWidth <= innerWidth"))
    no_complaints(p)
    # What the policy is for: even a page that is taken over loads nothing and runs nothing.
    p.js("(() => { try { document.body.innerHTML = '<b>x</b>'; } catch (e) { window.refused = 1; } })()")
    check("innerHTML is refused", p.js("window.refused === 1"))
    check("nothing is fetched elsewhere", p.js("fetch('http://127.0.0.1:1/').then(() => false, () => true)"))
    p.close()
    web.close()


def pictures(build, b, folder):
    for n in (3, 40, 1000):
        web = Web(build, benches.shelf(n))
        for width, height, dark in ((400, 800, False), (1024, 768, True), (1920, 1080, False)):
            p = b.open(web.url, width, height, dark)
            p.wait(ROWS + " === %d && byId('state').textContent === 'live'" % n)
            time.sleep(0.5)
            p.picture("%s/page-%d-%d.png" % (folder, width, n))
            if (width, n) == (1920, 1000):
                p.js("byId('form').click()")
                time.sleep(0.5)
                p.picture("%s/page-%d-%d-table.png" % (folder, width, n))
            if (width, n) == (1024, 40):
                p.type("001B54AA0105")
                p.enter()
                p.wait("byId('one').open")
                time.sleep(0.5)
                p.picture("%s/page-%d-scanned.png" % (folder, width))
            p.close()
        web.close()


def main():
    build = os.path.abspath(sys.argv[1])
    if not browsers.find():
        print("page: skipped: no Chromium here (Debian: apt-get install chromium)")
        return 77
    if not os.access(os.path.join(build, "netrecover-web"), os.X_OK):
        print("page: skipped: netrecover-web was not built")
        return 77
    b = browsers.Browser()
    try:
        if len(sys.argv) > 2:
            pictures(build, b, sys.argv[2])
            return 0
        for part in (scanner, restart, hostile, thousand):
            part(build, b)
            say(part.__name__ + ": ok")
    finally:
        b.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
