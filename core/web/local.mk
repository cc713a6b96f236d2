## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/feed.c \
	%D%/feed.h \
	%D%/shelf.c \
	%D%/shelf.h \
	%D%/visit.c \
	%D%/visit.h

# A program of its own, without rights: libmicrohttpd is not linked with what serves phones.
if WEB
pkglibexec_PROGRAMS += netrecover-web
endif
EXTRA_PROGRAMS += netrecover-web
netrecover_web_SOURCES = \
	%D%/door.c \
	%D%/door.h \
	%D%/page.c \
	%D%/page.h \
	%D%/viewer.c \
	%D%/viewer.h \
	%D%/web.c
netrecover_web_CPPFLAGS = $(core_libcore_la_CPPFLAGS) $(MHD_CFLAGS)
netrecover_web_LDADD = core/libcore.la $(MHD_LIBS) $(NETTLE_LIBS)

# The page as bytes.
page-bytes.h: %D%/page.html
	$(AM_V_GEN)od -An -v -tu1 $(srcdir)/%D%/page.html | sed 's/\([0-9][0-9]*\)/\1,/g' >$@.new && mv -f $@.new $@
CLEANFILES += page-bytes.h
core/web/netrecover_web-page.$(OBJEXT): page-bytes.h

EXTRA_DIST += %D%/README.md %D%/page.html
