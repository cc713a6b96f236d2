## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/build.c \
	%D%/build.h \
	%D%/child.c \
	%D%/child.h \
	%D%/clock.c \
	%D%/clock.h \
	%D%/code.c \
	%D%/code.h \
	%D%/command.c \
	%D%/command.h \
	%D%/device_name.c \
	%D%/device_name.h \
	%D%/disk.c \
	%D%/disk.h \
	%D%/event.c \
	%D%/event.h \
	%D%/file_name.c \
	%D%/file_name.h \
	%D%/finding.c \
	%D%/finding.h \
	%D%/group.c \
	%D%/group.h \
	%D%/journal.c \
	%D%/journal.h \
	%D%/journal_file.c \
	%D%/journal_file.h \
	%D%/list.c \
	%D%/list.h \
	%D%/literals.c \
	%D%/literals.h \
	%D%/log.c \
	%D%/log.h \
	%D%/mac_index.c \
	%D%/mac_index.h \
	%D%/member.h \
	%D%/nearest.c \
	%D%/nearest.h \
	%D%/noun.h \
	%D%/output.c \
	%D%/output.h \
	%D%/pool.c \
	%D%/pool.h \
	%D%/refused.c \
	%D%/refused.h \
	%D%/runner.c \
	%D%/runner.h \
	%D%/runner_loop.c \
	%D%/runner_loop.h \
	%D%/tint.c \
	%D%/tint.h
EXTRA_DIST += %D%/README.md

# Which sources these are: asked at every make, and compiled when the answer is another one.
build-version.h: FORCE
	$(AM_V_at)version=`$(srcdir)/packaging/version $(srcdir) $(PACKAGE_VERSION)` && \
		echo "#define BUILD_VERSION \"$$version\"" >$@.new && \
		if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
FORCE:
.PHONY: FORCE
BUILT_SOURCES = build-version.h
CLEANFILES += build-version.h
$(core_libcore_la_OBJECTS): | build-version.h
