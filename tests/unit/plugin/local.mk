## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Plugins that are right or wrong in one way each.
if UNIT_TESTS
FIXTURE_LINK = $(NR_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

check_LTLIBRARIES += tests/unit/plugin/good.la
tests_unit_plugin_good_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_good_la_CPPFLAGS = $(AM_CPPFLAGS)
tests_unit_plugin_good_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/twin.la
tests_unit_plugin_twin_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_twin_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_NAME='"twin"'
tests_unit_plugin_twin_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/abi.la
tests_unit_plugin_abi_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_abi_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_ABI=99
tests_unit_plugin_abi_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/short.la
tests_unit_plugin_short_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_short_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_SIZE=8
tests_unit_plugin_short_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/short_model.la
tests_unit_plugin_short_model_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_short_model_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODEL_SIZE=16
tests_unit_plugin_short_model_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/huge_model.la
tests_unit_plugin_huge_model_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_huge_model_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODEL_SIZE=1000000
tests_unit_plugin_huge_model_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/newer.la
tests_unit_plugin_newer_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_newer_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODEL_SIZE=sizeof'(model)'
tests_unit_plugin_newer_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/no_symbol.la
tests_unit_plugin_no_symbol_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_no_symbol_la_CPPFLAGS = $(AM_CPPFLAGS) -DNO_SYMBOL
tests_unit_plugin_no_symbol_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/no_name.la
tests_unit_plugin_no_name_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_no_name_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_NAME=NULL
tests_unit_plugin_no_name_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/no_parse.la
tests_unit_plugin_no_parse_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_no_parse_la_CPPFLAGS = $(AM_CPPFLAGS) -DNO_PARSE
tests_unit_plugin_no_parse_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/crash.la
tests_unit_plugin_crash_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_crash_la_CPPFLAGS = $(AM_CPPFLAGS) -DCRASH
tests_unit_plugin_crash_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/greedy.la
tests_unit_plugin_greedy_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_greedy_la_CPPFLAGS = $(AM_CPPFLAGS) -DGREEDY
tests_unit_plugin_greedy_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/bad_hop.la
tests_unit_plugin_bad_hop_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_bad_hop_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_HOP
tests_unit_plugin_bad_hop_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/protocol.la
tests_unit_plugin_protocol_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_protocol_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DPLUGIN_NAME='"echo"'
tests_unit_plugin_protocol_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/bad_offset.la
tests_unit_plugin_bad_offset_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_bad_offset_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DLEASE_OFFSET=6
tests_unit_plugin_bad_offset_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/bad_default.la
tests_unit_plugin_bad_default_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_bad_default_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DLEASE_DEFAULT='"0"'
tests_unit_plugin_bad_default_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugin/unresolved.la
tests_unit_plugin_unresolved_la_SOURCES = tests/unit/plugin/fixture.c
tests_unit_plugin_unresolved_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DUNRESOLVED
tests_unit_plugin_unresolved_la_LDFLAGS = $(FIXTURE_LINK)
endif
