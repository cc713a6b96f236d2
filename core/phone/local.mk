## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/alert.c \
	%D%/alert.h \
	%D%/belief.c \
	%D%/belief.h \
	%D%/bench.h \
	%D%/course.c \
	%D%/course.h \
	%D%/crowd.c \
	%D%/crowd.h \
	%D%/deed.c \
	%D%/deed.h \
	%D%/diary.c \
	%D%/diary.h \
	%D%/download.c \
	%D%/download.h \
	%D%/evidence.c \
	%D%/evidence.h \
	%D%/memory.c \
	%D%/memory.h \
	%D%/news.c \
	%D%/news.h \
	%D%/patience.c \
	%D%/patience.h \
	%D%/phone.h \
	%D%/power.c \
	%D%/power.h \
	%D%/progress.c \
	%D%/progress.h \
	%D%/proof.c \
	%D%/proof.h \
	%D%/reason.c \
	%D%/reason.h \
	%D%/recovery.c \
	%D%/recovery.h \
	%D%/registry.c \
	%D%/registry.h \
	%D%/safety.c \
	%D%/safety.h \
	%D%/sighting.c \
	%D%/sighting.h \
	%D%/sign.c \
	%D%/sign.h \
	%D%/state.c \
	%D%/state.h \
	%D%/transfer.c \
	%D%/transfer.h \
	%D%/vendor.c \
	%D%/vendor.h \
	%D%/vlan.c \
	%D%/vlan.h \
	%D%/want.c \
	%D%/want.h \
	%D%/witness.c \
	%D%/witness.h
EXTRA_DIST += %D%/README.md
