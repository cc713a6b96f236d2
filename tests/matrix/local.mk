## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Rows of "quickstart all" that need more than a compiler; no part of "make check".
EXTRA_DIST += %D%/cross %D%/debian %D%/musl %D%/without
