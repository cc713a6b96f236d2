#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
"""report.py BUILD -- the report of a run of 300 phones where people read it: the page in a headless
browser, the CSV in Python's own reader and in LibreOffice.  Exit status 77: neither is here."""

import csv
import datetime
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser as browsers

COUNT = 300
# What a spreadsheet might run, split, or take for a number.
NOTES = ["=HYPERLINK(\"http://evil.example\")", "+1+1", "@SUM(A1)", "-2", "a,b;c\"d\"", "two\nlines"]


def journal(path):
    """A run of COUNT phones: most arrive, some are blocked, some go silent."""
    chance = random.Random(7)
    begin = datetime.datetime(2026, 1, 31, 9, tzinfo=datetime.timezone.utc)
    way = ["SCCP45.8-5-2S", "SCCP45.9-3-1SR4-1S", "SCCP45.9-4-2SR3-1S"]
    lines = []

    def event(t, name, phone=None, **more):
        at = begin + datetime.timedelta(seconds=t)
        line = {"time": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "bench": "shelf-2", "run": "b2c4d6e8f001", "event": name}
        if phone is not None:
            line["phone"] = "SEP%012X" % (0x001B54AA0100 + phone)
        line.update(more)
        lines.append((t, line))

    event(0, "bench.started", version="0.1.0", interface="eth1", address="10.77.0.1", loads=5)
    for i in range(COUNT):
        t = 1 + int(chance.random() * 1800)
        event(t, "phone.seen", i, mac="00:1b:54:aa:%02x:%02x" % ((0x100 + i) >> 8, (0x100 + i) & 255))
        event(t + 3, "phone.identified", i, model="7945", model_source="dhcp", load="SCCP45.8-3-3S", source="cdp")
        event(t + 3, "phone.described", i, serial="FCH14%06d" % i, hardware="V%02d" % (i % 16))
        event(t + 3, "phone.planned", i, **{"from": "SCCP45.8-3-3S", "target": way[2], "steps": 3})
        if i < len(NOTES):
            event(t + 4, "phone.note", i, text=NOTES[i])
        if i % 23 == 5:
            event(t + 5, "phone.blocked", i, code="NR-LIB", message="the library lacks SCCP45.8-5-2S")
            continue
        for k, load in enumerate(way):
            t += 5 + int(chance.random() * 60)
            event(t, "step.started", i, load=load, list=load + ".loads", sha256="%064x" % (k * 7919), signed="2012-10-16")
            event(t, "phone.writing", i, load=load)
            t += 60 + int(chance.random() * 90)
            event(t, "step.sent", i, load=load)
            if i % 29 == 3 and k == 1:
                event(t + 900, "phone.stalled", i, code="NR-GONE", message="silent: check its cable and its power supply")
                break
            t += 150 + int(chance.random() * 120)
            event(t, "phone.written", i)
            event(t, "step.proven", i, load=load, source="cdp")
        else:
            event(t, "phone.done", i, load=way[2], source="cdp", advice="safe to move")
    event(4800, "bench.stopped", status=3)
    lines.sort(key=lambda row: row[0])
    import json
    with open(path, "w", encoding="utf-8") as f:
        for seq, (_, line) in enumerate(lines, 1):
            f.write(json.dumps(dict(line, seq=seq)) + "\n")


def check(what, is_so, more=""):
    if not is_so:
        raise AssertionError("%s %s" % (what, more))


def rows_of(text):
    rows = list(csv.reader(io.StringIO(text)))
    check("a header and a row for each phone", len(rows) == COUNT + 1, len(rows))
    check("every row has all columns", all(len(r) == len(rows[0]) for r in rows))
    return [dict(zip(rows[0], r)) for r in rows[1:]]


def python_reads(text):
    rows = rows_of(text)
    check("serial numbers", rows[0]["serial"] == "FCH14000000", rows[0])
    for row, note in zip(rows, NOTES):
        check("a note", note.split("\n")[0] in row["notes"], row["notes"])
        check("no formula", row["notes"][:1] not in "=+-@", row["notes"])
    times = [r["done"] for r in rows if r["done"]]
    check("ISO times", all(datetime.datetime.fromisoformat(t.replace("Z", "+00:00")) for t in times))
    print("report: python's csv reads %d rows, %d of them done" % (len(rows), len(times)))
    return rows


def libreoffice_reads(folder, rows):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        print("report: skipped: no LibreOffice here (Debian: apt-get install libreoffice-calc-nogui)")
        return
    # Comma, double quote, UTF-8; out again as text, which shows what it made of each cell.
    run = [office, "-env:UserInstallation=file://%s/office" % folder, "--headless", "--norestore"]
    subprocess.run(run + ["--infilter=CSV:44,34,76,1", "--convert-to", "ods", "--outdir", folder,
                          folder + "/report.csv"], check=True, timeout=300, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    check("it made a sheet", os.path.exists(folder + "/report.ods"))
    os.mkdir(folder + "/back")
    subprocess.run(run + ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false",
                          "--outdir", folder + "/back", folder + "/report.ods"], check=True, timeout=300,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(folder + "/back/report.csv", encoding="utf-8", newline="") as f:
        back = rows_of(f.read())
    for was, now in zip(rows, back):
        for key in ("name", "mac", "serial", "hardware", "from", "to", "state", "code", "message", "notes"):
            check("LibreOffice keeps %s of %s" % (key, was["name"]), now[key].strip() == was[key].strip(),
                  (was[key], now[key]))
    print("report: LibreOffice reads %d rows and changes none" % len(back))


def browser_reads(folder):
    if not browsers.find():
        print("report: skipped: no Chromium here (Debian: apt-get install chromium)")
        return
    b = browsers.Browser()
    try:
        begin = time.monotonic()
        p = b.open("file://%s/report.html" % folder, 900, 1000)
        p.wait("document.readyState === 'complete' && document.querySelectorAll('section.phone').length === %d" % COUNT)
        print("report: a browser shows %d pages after %.1f s" % (COUNT, time.monotonic() - begin))
        check("a timeline", p.js("document.querySelectorAll('svg').length") > 0)
        check("every bar is in its picture", p.js(
            "[...document.querySelectorAll('svg')].every(s => { const o = s.getBoundingClientRect();"
            " return [...s.querySelectorAll('rect')].every(r => { const i = r.getBoundingClientRect();"
            " return i.left >= o.left - 1 && i.right <= o.right + 1 && i.bottom <= o.bottom + 1; }); })"))
        check("nothing is wider than the page", p.js("document.documentElement.scrollWidth <= innerWidth"))
        check("no script, nothing from outside",
              p.js("document.querySelectorAll('script, img, link, iframe').length") == 0)
        check("a note is text", p.js("document.body.innerText.includes('=HYPERLINK(\"http://evil.example\")')"))
        pages = p.call("Page.printToPDF", preferCSSPageSize=True)["data"]
        check("it can be printed", len(pages) > 100000)
        check("the console is empty", not p.complaints(), p.complaints())
    finally:
        b.close()


def main():
    build = os.path.abspath(sys.argv[1])
    env = dict(os.environ, NETRECOVER_LIBEXEC=build, TZ="UTC0",
               NETRECOVER_PLUGIN_PATH="%s/plugins/.libs:%s/plugins/models/.libs" % (build, build))
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        os.mkdir(folder + "/state")
        journal(folder + "/state/journal.jsonl")
        for form in ("csv", "html"):
            subprocess.run([build + "/netrecover", "report", "--" + form, "-o", "report." + form], check=True,
                           cwd=folder, env=env)
        with open(folder + "/report.csv", encoding="utf-8", newline="") as f:
            rows = python_reads(f.read())
        libreoffice_reads(folder, rows)
        browser_reads(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
