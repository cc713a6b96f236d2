## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/address.c \
	%D%/address.h \
	%D%/candidate.c \
	%D%/candidate.h \
	%D%/filter.c \
	%D%/filter.h \
	%D%/filter_calls.h \
	%D%/firewall.c \
	%D%/firewall.h \
	%D%/folder.c \
	%D%/folder.h \
	%D%/give.c \
	%D%/give.h \
	%D%/helper.c \
	%D%/helper.h \
	%D%/helper_loop.c \
	%D%/helper_loop.h \
	%D%/holder.c \
	%D%/holder.h \
	%D%/jail.c \
	%D%/jail.h \
	%D%/link.c \
	%D%/link.h \
	%D%/manager.c \
	%D%/manager.h \
	%D%/neighbour.c \
	%D%/neighbour.h \
	%D%/netlink.c \
	%D%/netlink.h \
	%D%/orphan.c \
	%D%/orphan.h \
	%D%/overhear.c \
	%D%/overhear.h \
	%D%/own_wire.c \
	%D%/own_wire.h \
	%D%/place.c \
	%D%/place.h \
	%D%/port.c \
	%D%/port.h \
	%D%/rights.c \
	%D%/rights.h \
	%D%/sandbox.c \
	%D%/sandbox.h \
	%D%/supervisor.c \
	%D%/supervisor.h \
	%D%/watch.c \
	%D%/watch.h

EXTRA_DIST += %D%/README.md
