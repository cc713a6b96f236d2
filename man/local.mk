## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
dist_man_MANS += man/netrecover.8 man/netrecover.conf.5 man/netrecover-plugin.7 man/netrecover-models.5 \
	man/netrecover-journal.5
EXTRA_DIST += man/headers.awk
