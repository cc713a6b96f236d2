## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What a reader gets beside the program.  A link of a page holds where it is installed; one
# to the sources becomes words.
PAGES = README.md SECURITY.md NEWS AUTHORS docs/design.md docs/fleet.md docs/licences.md docs/models.md docs/performance.md docs/security.md docs/tutorial.md
EXTRA_DIST += $(PAGES) docs/installed.awk
dist_doc_DATA = LICENSE include/LICENSE.ISC

install-data-local:
	$(MKDIR_P) "$(DESTDIR)$(docdir)/docs"
	for page in $(PAGES); do \
		$(AWK) -v page=$$page -v pages="$(PAGES) LICENSE" -f $(srcdir)/docs/installed.awk \
			$(srcdir)/$$page >"$(DESTDIR)$(docdir)/$$page" && \
		chmod 644 "$(DESTDIR)$(docdir)/$$page" || exit 1; \
	done

uninstall-local:
	for page in $(PAGES); do rm -f "$(DESTDIR)$(docdir)/$$page"; done
	-rmdir "$(DESTDIR)$(docdir)/docs" 2>/dev/null

EXTRA_DIST += .ci/run .git-blame-ignore-revs
EXTRA_DIST += docs/plots/dhcp.svg docs/plots/models.svg docs/plots/phones.svg docs/plots/tftp.svg
EXTRA_DIST += \
	docs/screens/details-80x24.svg \
	docs/screens/fleet-1280.png \
	docs/screens/page-1024-1000.png \
	docs/screens/page-1024-3.png \
	docs/screens/page-1024-40.png \
	docs/screens/page-1024-scanned.png \
	docs/screens/page-1920-1000-table.png \
	docs/screens/page-1920-1000.png \
	docs/screens/page-1920-3.png \
	docs/screens/page-1920-40.png \
	docs/screens/page-400-1000.png \
	docs/screens/page-400-3.png \
	docs/screens/page-400-40.png \
	docs/screens/table-120x40-1.svg \
	docs/screens/table-120x40-12.svg \
	docs/screens/table-120x40-300.svg \
	docs/screens/table-200x50-1.svg \
	docs/screens/table-200x50-12.svg \
	docs/screens/table-200x50-300.svg \
	docs/screens/table-80x24-1.svg \
	docs/screens/table-80x24-12-ascii.svg \
	docs/screens/table-80x24-12.svg \
	docs/screens/table-80x24-300.svg

# A folder to start a plugin from.
plugintemplatedir = $(docdir)/docs/plugin-template
dist_plugintemplate_DATA = docs/plugin-template/Makefile.am docs/plugin-template/README.md \
	docs/plugin-template/configure.ac docs/plugin-template/my-phone.c
plugintemplatesimpledir = $(plugintemplatedir)/simple
dist_plugintemplatesimple_DATA = docs/plugin-template/simple/Makefile
