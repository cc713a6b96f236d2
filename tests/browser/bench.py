# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
"""bench.py -- a bench that is none: it answers "status" on a socket as a running one does, with
as many phones in as many states as a test wants."""

import datetime
import json
import os
import socket
import threading
import time


# What `netrecover plan 7945 SCCP45.8-3-3S SCCP45.9-4-2SR3-1S` says.
PLAN = [
    {"load": "SCCP45.8-5-2S", "version": "8.5(2)", "rule": "J4",
     "reason": "Cisco asks for no stop from 8.3(3) on; from a load older than 8.5(2) to 9.4 "
               "experience does: over 8.5(2) is the way that worked on phones that looped",
     "source": "no document of Cisco's; seen to work on a looping 7945: 8.3(3), 8.5(2), 9.3(1), "
               "9.4(2) (vulpestechnology.com)"},
    {"load": "SCCP45.9-3-1SR4-1S", "version": "9.3(1)SR4-1", "rule": "J4",
     "reason": "Cisco does not ask for this one: from a load older than 9.3(1) to 9.4, 9.3(1) costs "
               "one restart and is the way that worked on phones that looped",
     "source": "no document of Cisco's; seen to work on a looping 7945: 8.3(3), 8.5(2), 9.3(1), "
               "9.4(2) (vulpestechnology.com)"},
    {"load": "SCCP45.9-4-2SR3-1S", "version": "9.4(2)SR3-1", "rule": None,
     "reason": "from 9.3(1) straight to 9.4 is the way that worked on phones that looped, and Cisco "
               "asks for no stop",
     "source": "no document of Cisco's; seen to work on a looping 7945: 8.3(3), 8.5(2), 9.3(1), "
               "9.4(2) (vulpestechnology.com)"}]


def iso(t):
    return datetime.datetime.fromtimestamp(t, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def shelf(n, moving=False):
    """n phones: of twelve two need somebody, seven are busy, one waits, one is done, one is aside."""
    now = time.time()
    begin = shelf.begin
    phones = []
    for i in range(n):
        k, at = i % 12, 0x101 + i
        p = {
            "name": "SEP001B54AA%04X" % at, "mac": "00:1b:54:aa:%02x:%02x" % (at >> 8, at & 255),
            "ip": "10.77.%d.%d" % (i // 190, 10 + i % 190), "model": "7945", "model_source": "dhcp",
            "load": "SCCP45.8-3-3S", "load_version": "8.3(3)", "load_source": "cdp",
            "serial": "FCH14%06d" % i, "hardware": "V15", "target": "SCCP45.9-4-2SR3-1S", "state": "planned",
            "step": 1, "steps": 3, "step_load": "SCCP45.8-5-2S", "step_version": "8.5(2)", "file": None,
            "bytes": 0, "total": 0, "file_number": 0, "files": 5, "code": None, "certainty": None,
            "message": "it waits until it asks", "advice": "safe to unplug", "since": iso(begin - 200),
            "writing_since": None, "overdue": False, "disagreement": None, "link": "up"}
        if k == 0:
            p.update(state="blocked", code="NR-UNKNOWN", load=None, load_version=None, load_source=None,
                     message="its load cannot be seen, and it has started three times without a word of it")
        elif k == 5:
            p.update(state="blocked", model="7961", code="NR-NOPLAN",
                     message="the call manager's file does not name a 7961")
        elif k in (1, 2, 3):
            done = (int((now if moving else begin) * 300000) + i * 777777) % 8000000
            p.update(state="serving", advice="do not unplug", file="apps45.9-3-1ES26.sbn", bytes=1500000,
                     total=3156351, step_bytes=done, step_total=8000000, rate=280000,
                     left=(8000000 - done) // 280000, file_number=3, message="downloading",
                     load_version="8.5(2)", step_version="9.3(1)SR4", step=2)
        elif k in (4, 6, 7, 8):
            p.update(state="sent", advice="do not unplug", writing_since=iso(begin - 190 - i % 60), code="NR-WAIT",
                     message="everything is fetched: it writes its flash, or restarts", overdue=k == 6)
        elif k == 10:
            p.update(state="done", advice="safe to move", code="NR-DONE", load_version="9.4(2)SR3-1", step=3,
                     message="it runs SCCP45.9-4-2SR3-1S (cdp)")
        elif k == 11:
            p.update(state="held" if i % 2 else "stranger", advice=None)
        phones.append(p)
    return phones


shelf.begin = time.time()


class Bench:
    """Answers at @path until stop(); what it answers is self.phones, and may change."""

    def __init__(self, path, phones=(), name="shelf-2"):
        self.path = path
        self.phones = phones
        self.name = name
        self.guard = "clear"
        self.asked = 0
        self.connections = []
        self.start()

    def start(self):
        if os.path.exists(self.path):
            os.unlink(self.path)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        os.chmod(self.path, 0o666)
        self.listener.listen(16)
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def _accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def document(self):
        phones = self.phones() if callable(self.phones) else self.phones
        return {"version": "0.1.0", "bench": self.name, "interface": "eth1", "address": "10.77.0.1",
                "guard": self.guard, "guard_by": None, "alerts": [], "link": "up", "phones": list(phones)}

    def _talk(self, connection):
        try:
            for line in connection.makefile():
                self.asked += 1
                if line.split()[:1] != ["status"]:
                    answer = '{"error":"unknown request"}\n'
                elif len(line.split()) > 1:
                    doc = next(p for p in self.document()["phones"] if p["name"] == line.split()[1])
                    answer = json.dumps(dict(doc, plan=[] if doc["state"] == "blocked" else PLAN)) + '\n{"ok":true}\n'
                else:
                    answer = json.dumps(self.document()) + '\n{"ok":true}\n'
                connection.sendall(answer.encode())
        except OSError:
            pass

    def stop(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        os.unlink(self.path)
        for c in self.connections:
            try:
                c.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            c.close()
        self.connections = []
