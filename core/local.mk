## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Everything but main() is a convenience library, so that the tests link it.
noinst_LTLIBRARIES += core/libcore.la
core_libcore_la_SOURCES =
core_libcore_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODELDDIR='"$(sysconfdir)/netrecover/models.d"' $(XML_CFLAGS) $(JANSSON_CFLAGS) $(ARCHIVE_CFLAGS) \
	$(CURSES_CFLAGS) $(CAPNG_CFLAGS) $(MNL_CFLAGS) $(NETTLE_CFLAGS)
core_libcore_la_LIBADD = $(EV_LIBS) $(XML_LIBS) $(JANSSON_LIBS) $(ARCHIVE_LIBS) $(CAPNG_LIBS) \
	$(CURSES_LIBS) $(MNL_LIBS) $(NETTLE_LIBS) $(GMP_LIBS) $(DL_LIBS)

# Lowest first: a room includes only rooms above it in this list.
include core/base/local.mk
include core/host/local.mk
include core/report/local.mk
include core/config/local.mk
include core/plugin/local.mk
include core/library/local.mk
include core/plan/local.mk
include core/phone/local.mk
include core/serve/local.mk
include core/web/local.mk
include core/fleet/local.mk
include core/verbs/local.mk
include core/fetch/local.mk
