## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# A program of its own: libcurl is not linked with what serves phones.
if FETCH
pkglibexec_PROGRAMS += netrecover-fetch
endif
netrecover_fetch_SOURCES = %D%/fetch.c
netrecover_fetch_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS)
netrecover_fetch_LDADD = $(CURL_LIBS)

EXTRA_DIST += %D%/README.md
