## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Not in "make check": needs root, the package registry and a quarter of an hour; quickstart all runs it.
EXTRA_DIST += tests/evening/evening.sh
