## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What a compiler does not check: the tree, the headers, the pages, the installed files.
LINT_TESTS = \
	tests/lint/banned.sh \
	tests/lint/docs.sh \
	tests/lint/events.sh \
	tests/lint/examples.sh \
	tests/lint/headers.sh \
	tests/lint/install.sh \
	tests/lint/models.sh \
	tests/lint/names.sh \
	tests/lint/nouns.sh \
	tests/lint/pages.sh \
	tests/lint/plugins.sh \
	tests/lint/quickstart.sh \
	tests/lint/rooms.sh \
	tests/lint/style.sh \
	tests/lint/symbols.sh \
	tests/lint/tree.sh \
	tests/lint/twice.sh \
	tests/lint/vendor.sh \
	tests/lint/version.sh \
	tests/lint/writers.sh
TESTS += $(LINT_TESTS)
EXTRA_DIST += $(LINT_TESTS) tests/lint/count.sh tests/lint/lib.sh tests/lint/strip.awk

# Write docs/models.md anew from what the program that was just built knows.
update-models: all
	$(AM_TESTS_ENVIRONMENT) $(srcdir)/tests/lint/models.sh --write
update-manual:
	cd $(srcdir) && awk -f man/headers.awk include/netrecover/sighting.h include/netrecover/model.h \
		include/netrecover/protocol.h >man/headers.tmp && \
	sed -i -e '/headers.awk: begin$$/,/headers.awk: end$$/{/headers.awk: end$$/!{/headers.awk: begin$$/!d};/headers.awk: begin$$/r man/headers.tmp' \
		-e '}' man/netrecover-plugin.7; rm -f man/headers.tmp
.PHONY: update-models update-manual
