## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
EXTRA_DIST += tests/browser/README.md tests/browser/bench.py tests/browser/browser.py tests/browser/fleet.py tests/browser/page.py tests/browser/report.py tests/browser/table.py
