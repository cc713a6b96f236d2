## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
EXTRA_DIST += tests/fuzz/replay.c

include tests/fuzz/config.mk
include tests/fuzz/models.mk
include tests/fuzz/library.mk
include tests/fuzz/dhcp.mk
include tests/fuzz/tftp.mk
include tests/fuzz/pcap.mk
include tests/fuzz/ears.mk
include tests/fuzz/probe.mk
include tests/fuzz/overhear.mk
include tests/fuzz/fleet.mk
include tests/fuzz/files.mk
include tests/fuzz/journal.mk
include tests/fuzz/transcript.mk
