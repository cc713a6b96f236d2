## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/bycatch.c \
	%D%/bycatch.h \
	%D%/container.c \
	%D%/container.h \
	%D%/estimate.c \
	%D%/estimate.h \
	%D%/fingerprint.c \
	%D%/fingerprint.h \
	%D%/outcome.c \
	%D%/outcome.h \
	%D%/image_check.c \
	%D%/image_check.h \
	%D%/import.c \
	%D%/import.h \
	%D%/import_archive.c \
	%D%/import_archive.h \
	%D%/import_folder.c \
	%D%/import_folder.h \
	%D%/inbox.c \
	%D%/inbox.h \
	%D%/index.c \
	%D%/index.h \
	%D%/library.c \
	%D%/library.h \
	%D%/load_list.c \
	%D%/load_list.h \
	%D%/loads.c \
	%D%/loads.h \
	%D%/making.h \
	%D%/payload.c \
	%D%/payload.h \
	%D%/problem.c \
	%D%/problem.h \
	%D%/scan.c \
	%D%/scan.h \
	%D%/sigcache.c \
	%D%/sigcache.h \
	%D%/signature.c \
	%D%/signature.h \
	%D%/signing_keys.c \
	%D%/signing_keys.h \
	%D%/stage.c \
	%D%/stage.h \
	%D%/store.c \
	%D%/store.h \
	%D%/tree.c \
	%D%/tree.h \
	%D%/unpack.c \
	%D%/unpack.h \
	%D%/verify.c \
	%D%/verify.h
EXTRA_DIST += %D%/README.md
