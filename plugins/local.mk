## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Modules end up in plugins/.libs and plugins/models/.libs; the tests load them from there.
MODULE_LINK = $(NR_LDFLAGS) -module -avoid-version -shared

include plugins/dhcp/local.mk
include plugins/tftp/local.mk
include plugins/pcap/local.mk
include plugins/listener/local.mk
include plugins/registrar/local.mk
include plugins/sccp/local.mk
include plugins/http/local.mk
include plugins/sip/local.mk
include plugins/probe/local.mk
include plugins/models/local.mk
