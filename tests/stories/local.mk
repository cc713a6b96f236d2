## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Stories: the program and simulated phones in namespaces of their own.
STORIES = \
	tests/stories/bad-broker.sh \
	tests/stories/bad-input.sh \
	tests/stories/beside.sh \
	tests/stories/capture.sh \
	tests/stories/crowd.sh \
	tests/stories/demo.sh \
	tests/stories/doctor.sh \
	tests/stories/drop-in.sh \
	tests/stories/fetch.sh \
	tests/stories/first-phone.sh \
	tests/stories/fleet.sh \
	tests/stories/guard.sh \
	tests/stories/guard-gone.sh \
	tests/stories/guard-later.sh \
	tests/stories/guard-liar.sh \
	tests/stories/guard-turn.sh \
	tests/stories/held.sh \
	tests/stories/identify.sh \
	tests/stories/http-phone.sh \
	tests/stories/hooks.sh \
	tests/stories/import-killed.sh \
	tests/stories/init.sh \
	tests/stories/later-phones.sh \
	tests/stories/live-page.sh \
	tests/stories/logrotate.sh \
	tests/stories/loss.sh \
	tests/stories/missing.sh \
	tests/stories/model-restart.sh \
	tests/stories/no-cdp.sh \
	tests/stories/no-memory.sh \
	tests/stories/node-exporter.sh \
	tests/stories/old-phones.sh \
	tests/stories/platforms.sh \
	tests/stories/power-cycle.sh \
	tests/stories/once-more.sh \
	tests/stories/own-wire.sh \
	tests/stories/pick-up.sh \
	tests/stories/quirks.sh \
	tests/stories/real-lists.sh \
	tests/stories/real-logs.sh \
	tests/stories/reflection.sh \
	tests/stories/refused.sh \
	tests/stories/restart.sh \
	tests/stories/rsyslog.sh \
	tests/stories/sandbox.sh \
	tests/stories/sccp.sh \
	tests/stories/service.sh \
	tests/stories/silence.sh \
	tests/stories/sip.sh \
	tests/stories/six-phones.sh \
	tests/stories/stranger.sh \
	tests/stories/table.sh \
	tests/stories/transcripts.sh \
	tests/stories/unknown-load.sh \
	tests/stories/unread.sh \
	tests/stories/vlan-seen.sh \
	tests/stories/vlan.sh \
	tests/stories/web-page.sh \
	tests/stories/wiped.sh
TESTS += $(STORIES)
# A phone that fetches its load once more after its recovery is told "not found" yet.
XFAIL_TESTS = tests/stories/once-more.sh
EXTRA_DIST += $(STORIES) tests/stories/lib.sh tests/stories/fleet-lib.sh tests/stories/transcript-lib.sh \
	tests/stories/transcripts/alone.txt \
	tests/stories/transcripts/come-back.txt \
	tests/stories/transcripts/fleet.txt \
	tests/stories/transcripts/healthy.txt \
	tests/stories/transcripts/list-name.txt \
	tests/stories/transcripts/loader.txt \
	tests/stories/transcripts/lossy.txt \
	tests/stories/transcripts/no-manager.txt \
	tests/stories/transcripts/refused.txt \
	tests/stories/transcripts/silence.txt \
	tests/stories/transcripts/sip-conversion.txt \
	tests/stories/transcripts/stranger.txt \
	tests/stories/transcripts/trust.txt \
	tests/stories/transcripts/unprovisioned.txt \
	tests/stories/transcripts/wiped.txt

# A client that is not there.
check_PROGRAMS += tests/stories/dhcp-liar
tests_stories_dhcp_liar_SOURCES = tests/stories/dhcp-liar.c
tests_stories_dhcp_liar_LDADD = plugins/dhcp/libdhcp.la

# Another server, in the middle of many phones.
check_PROGRAMS += tests/stories/guard-turn
tests_stories_guard_turn_SOURCES = tests/stories/guard-turn.c
tests_stories_guard_turn_LDADD = plugins/dhcp/libdhcp.la

# Says to be many.
check_PROGRAMS += tests/stories/crowd
tests_stories_crowd_SOURCES = tests/stories/crowd.c
tests_stories_crowd_LDADD = plugins/dhcp/libdhcp.la

# A bench that only says what is in a file.
check_PROGRAMS += tests/stories/pretend
tests_stories_pretend_SOURCES = tests/stories/pretend.c
tests_stories_pretend_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_stories_pretend_LDADD = $(JANSSON_LIBS)

# Holds what was written to the table of events.
check_PROGRAMS += tests/stories/check-journal
tests_stories_check_journal_SOURCES = tests/stories/check-journal.c
tests_stories_check_journal_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_stories_check_journal_LDADD = core/libcore.la $(JANSSON_LIBS)

# A broker that is none.
check_PROGRAMS += tests/stories/bad-broker
tests_stories_bad_broker_SOURCES = tests/stories/bad-broker.c

# Asks in the name of others.
check_PROGRAMS += tests/stories/forge
tests_stories_forge_SOURCES = tests/stories/forge.c
tests_stories_forge_LDADD = plugins/dhcp/libdhcp.la

# Found before the real one by a story that cannot wait.
check_LTLIBRARIES += tests/stories/hasty-7945.la
tests_stories_hasty_7945_la_SOURCES = tests/stories/hasty-7945.c
tests_stories_hasty_7945_la_CPPFLAGS = $(AM_CPPFLAGS)
tests_stories_hasty_7945_la_LDFLAGS = $(NR_LDFLAGS) -module -avoid-version -shared -rpath /nowhere
tests_stories_hasty_7945_la_LIBADD = $(plugins_models_cisco_7945_la_LIBADD)

# Tries from inside what a plugin that was taken over would.
check_LTLIBRARIES += tests/stories/spy.la
tests_stories_spy_la_SOURCES = tests/stories/spy.c
tests_stories_spy_la_CPPFLAGS = $(AM_CPPFLAGS)
tests_stories_spy_la_LDFLAGS = $(NR_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

# Refuses one allocation of the program; no plugin, so not where spy is found.
check_LTLIBRARIES += tests/stories/preload/refuser.la
tests_stories_preload_refuser_la_SOURCES = tests/stories/preload/refuser.c
tests_stories_preload_refuser_la_CPPFLAGS = $(AM_CPPFLAGS)
tests_stories_preload_refuser_la_LDFLAGS = $(NR_LDFLAGS) -module -avoid-version -shared -rpath /nowhere
