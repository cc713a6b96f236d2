#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
"""table.py BUILD FOLDER -- pictures of the table, as tmux shows it: docs/screens/table-*.svg and
details-80x24.svg.  The bench is bench.py's."""

import html
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bench as benches

WIDE, HIGH = 8.4, 18
INK, PAPER = "#d6dae0", "#16181d"
COLOURS = {"31": "#ff6b63", "33": "#f2c94c", "32": "#5bd07a"}


class Look:
    def __init__(self):
        self.fill, self.bold, self.dim, self.reverse = INK, False, False, False

    def take(self, codes):
        for c in (codes or "0").split(";"):
            if c in ("0", ""):
                self.__init__()
            elif c == "1":
                self.bold = True
            elif c == "2":
                self.dim = True
            elif c == "22":
                self.bold = self.dim = False
            elif c in ("7", "27"):
                self.reverse = c == "7"
            elif c == "39":
                self.fill = INK
            elif c in COLOURS:
                self.fill = COLOURS[c]


def svg_of(screen, columns):
    """A blank is one that no reader of pictures takes away."""
    lines = screen.rstrip("\n").split("\n")
    size = (columns * WIDE + 16, len(lines) * HIGH + 16)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">' % (size + size),
           '<rect width="100%%" height="100%%" fill="%s"/>' % PAPER,
           '<g font-family="DejaVu Sans Mono,monospace" font-size="14">']
    for i, line in enumerate(lines):
        look, x, y = Look(), 8, 8 + i * HIGH
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            m = re.match(r"\x1b\[([0-9;]*)m", part)
            if m:
                look.take(m.group(1))
            if m or not part:
                continue
            if look.reverse:
                out.append('<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>' %
                           (x, y, len(part) * WIDE, HIGH, INK))
            # Each run of words begins where it stands, whatever font there is.
            for run in re.finditer(r"\S+(?: \S+)*", part):
                out.append('<text x="%.1f" y="%d" fill="%s"%s%s textLength="%.1f">%s</text>' % (
                    x + run.start() * WIDE, y + 13, PAPER if look.reverse else look.fill,
                    ' font-weight="bold"' if look.bold else "", ' opacity=".6"' if look.dim else "",
                    len(run.group()) * WIDE, html.escape(run.group().replace(" ", "\u00a0"))))
            x += len(part) * WIDE
    out.append("</g></svg>\n")
    return "\n".join(out)


SERVER = ["pictures"]  # a new one for each picture: the last one may not have ended yet


def tmux(*words):
    return subprocess.run(["tmux", "-L", SERVER[0], "-u", *words], check=True, stdout=subprocess.PIPE).stdout.decode()


def wait_for(text):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if text in tmux("capture-pane", "-t", "p", "-p"):
            return
        time.sleep(0.1)
    raise AssertionError("not on the screen: " + text)


def picture(build, path, columns, rows, count, locale="C.UTF-8", keys=()):
    with tempfile.TemporaryDirectory(prefix="table-") as folder:
        with open(folder + "/bench.ini", "w", encoding="utf-8") as f:
            f.write("[bench]\ninterface = eth1\naddress = 10.77.0.1/24\n")
        SERVER[0] = "pictures-" + os.path.basename(folder)
        bench = benches.Bench(folder + "/netrecover.sock", benches.shelf(count))
        tmux("new-session", "-d", "-s", "p", "-x", str(columns), "-y", str(rows),
             "cd %s; LC_ALL=%s exec %s/netrecover watch" % (folder, locale, build))
        try:
            wait_for("SEP001B54AA0101")
            for key, text in keys:
                tmux("send-keys", "-t", "p", key)
                wait_for(text)
            screen = tmux("capture-pane", "-t", "p", "-p", "-e")
        finally:
            tmux("kill-server")
            bench.stop()
    with open(path, "w", encoding="utf-8") as f:
        f.write(svg_of(screen, columns))


def main():
    build, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    for columns, rows in ((80, 24), (120, 40), (200, 50)):
        for count in (1, 12, 300):
            name = "%s/table-%dx%d-%d" % (folder, columns, rows, count)
            picture(build, name + ".svg", columns, rows, count)
            picture(build, name + "-ascii.svg", columns, rows, count, "C")
    picture(build, folder + "/details-80x24.svg", 80, 24, 12,
            keys=(("Down", "SEP001B54AA0106: NR-NOPLAN"), ("Down", "SEP001B54AA0107: NR-WAIT"), ("Enter", "esc back")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
