## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
include tests/bench/core.mk
include tests/bench/dhcp.mk
include tests/bench/library.mk
include tests/bench/screen.mk
include tests/bench/tftp.mk
EXTRA_DIST += tests/bench/fleet.sh
