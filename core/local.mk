# Everything but main() is a convenience library, so that the tests link it.
noinst_LTLIBRARIES += core/libcore.la
core_libcore_la_SOURCES = \
	core/address.c \
	core/address.h \
	core/answer.c \
	core/app.c \
	core/app.h \
	core/belief.c \
	core/blob.c \
	core/bench.h \
	core/cleaner.c \
	core/cleaner.h \
	core/clock.c \
	core/clock.h \
	core/cnfxml.c \
	core/cnfxml.h \
	core/command.c \
	core/command.h \
	core/config.c \
	core/config.h \
	core/container.c \
	core/container.h \
	core/control.c \
	core/control.h \
	core/course.c \
	core/demo.c \
	core/disk.c \
	core/disk.h \
	core/desk.c \
	core/desk.h \
	core/doctor.c \
	core/download.c \
	core/folder.c \
	core/folder.h \
	core/hardware.c \
	core/hardware.h \
	core/identify.c \
	core/identify.h \
	core/idle.c \
	core/image_check.c \
	core/import.c \
	core/ini.c \
	core/ini.h \
	core/ini_value.c \
	core/instance.c \
	core/journal.c \
	core/journal.h \
	core/knowledge.c \
	core/knowledge.h \
	core/library.c \
	core/library.h \
	core/listen.c \
	core/load_list.c \
	core/log.c \
	core/log.h \
	core/nearest.c \
	core/needs.c \
	core/needs.h \
	core/patience.c \
	core/news.c \
	core/pickup.c \
	core/pickup.h \
	core/planner.c \
	core/planner.h \
	core/plugin_check.c \
	core/plugin_file.c \
	core/plugin_file.h \
	core/plugins.c \
	core/plugins.h \
	core/power.c \
	core/power.h \
	core/proof.c \
	core/reason.c \
	core/reason.h \
	core/pool.c \
	core/pool.h \
	core/recovery.c \
	core/recovery.h \
	core/registry.c \
	core/reset.c \
	core/rights.c \
	core/rights.h \
	core/run.c \
	core/scan.c \
	core/scan.h \
	core/sigcache.c \
	core/sigcache.h \
	core/signature.c \
	core/signature.h \
	core/signing_keys.c \
	core/state.c \
	core/stage.c \
	core/stage.h \
	core/status.c \
	core/stock.c \
	core/stock.h \
	core/table.c \
	core/table.h \
	core/tree.c \
	core/tree.h \
	core/unpack.c \
	core/verbs_bench.c \
	core/verbs_fetch.c \
	core/verbs_host.c \
	core/verbs_knowledge.c \
	core/verbs_library.c \
	core/vlan.c \
	core/verify.c \
	core/verbs_plan.c \
	core/xmldefault.c \
	core/xmldefault.h
core_libcore_la_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(JANSSON_CFLAGS) $(ARCHIVE_CFLAGS) \
	$(CAPNG_CFLAGS) $(MNL_CFLAGS) $(NETTLE_CFLAGS)
core_libcore_la_LIBADD = $(EV_LIBS) $(XML_LIBS) $(JANSSON_LIBS) $(ARCHIVE_LIBS) $(CAPNG_LIBS) \
	$(MNL_LIBS) $(NETTLE_LIBS) $(GMP_LIBS) $(DL_LIBS)

sbin_PROGRAMS += netrecover
netrecover_SOURCES = core/main.c
netrecover_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
netrecover_LDADD = core/libcore.la
# Plugins resolve the functions of core/instance.c in the program itself.
netrecover_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

# A program of its own: libcurl is not linked with what serves phones.
pkglibexec_PROGRAMS += netrecover-fetch
netrecover_fetch_SOURCES = core/fetch.c
netrecover_fetch_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS)
netrecover_fetch_LDADD = $(CURL_LIBS)
