# The phones after the Java series: one module each over the code of its series.
noinst_LTLIBRARIES += \
	plugins/models/libseries69.la \
	plugins/models/libseries99.la \
	plugins/models/libseries88.la \
	plugins/models/libseries39.la \
	plugins/models/libata19.la
plugins_models_libseries69_la_SOURCES = plugins/models/series69.c plugins/models/series69.h \
	plugins/models/dashed.c plugins/models/dashed.h
plugins_models_libseries99_la_SOURCES = plugins/models/series99.c plugins/models/series99.h \
	plugins/models/dashed.c plugins/models/dashed.h
plugins_models_libseries88_la_SOURCES = plugins/models/series88.c plugins/models/series88.h \
	plugins/models/dashed.c plugins/models/dashed.h
plugins_models_libseries39_la_SOURCES = plugins/models/series39.c plugins/models/series39.h \
	plugins/models/dashed.c plugins/models/dashed.h
plugins_models_libata19_la_SOURCES = plugins/models/ata19.c plugins/models/ata19.h \
	plugins/models/dashed.c plugins/models/dashed.h

model_LTLIBRARIES += \
	plugins/models/cisco-6901.la \
	plugins/models/cisco-6911.la \
	plugins/models/cisco-6921.la \
	plugins/models/cisco-6941.la \
	plugins/models/cisco-6945.la \
	plugins/models/cisco-6961.la \
	plugins/models/cisco-8941.la \
	plugins/models/cisco-8945.la \
	plugins/models/cisco-8961.la \
	plugins/models/cisco-9951.la \
	plugins/models/cisco-9971.la \
	plugins/models/cisco-8821.la \
	plugins/models/cisco-8831.la \
	plugins/models/cisco-dx650.la \
	plugins/models/cisco-7811.la \
	plugins/models/cisco-7821.la \
	plugins/models/cisco-7841.la \
	plugins/models/cisco-7861.la \
	plugins/models/cisco-7832.la \
	plugins/models/cisco-8811.la \
	plugins/models/cisco-8841.la \
	plugins/models/cisco-8851.la \
	plugins/models/cisco-8851nr.la \
	plugins/models/cisco-8861.la \
	plugins/models/cisco-8845.la \
	plugins/models/cisco-8865.la \
	plugins/models/cisco-8865nr.la \
	plugins/models/cisco-8832.la \
	plugins/models/cisco-8832nr.la \
	plugins/models/cisco-3905.la \
	plugins/models/cisco-3911.la \
	plugins/models/cisco-3951.la \
	plugins/models/cisco-ata187.la \
	plugins/models/cisco-ata190.la \
	plugins/models/cisco-ata191.la

plugins_models_cisco_6901_la_SOURCES = plugins/models/cisco-6901.c
plugins_models_cisco_6901_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_6901_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_6911_la_SOURCES = plugins/models/cisco-6911.c
plugins_models_cisco_6911_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_6911_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_6921_la_SOURCES = plugins/models/cisco-6921.c
plugins_models_cisco_6921_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_6921_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_6941_la_SOURCES = plugins/models/cisco-6941.c
plugins_models_cisco_6941_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_6941_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_6945_la_SOURCES = plugins/models/cisco-6945.c
plugins_models_cisco_6945_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_6945_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_6961_la_SOURCES = plugins/models/cisco-6961.c
plugins_models_cisco_6961_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_6961_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_8941_la_SOURCES = plugins/models/cisco-8941.c
plugins_models_cisco_8941_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8941_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_8945_la_SOURCES = plugins/models/cisco-8945.c
plugins_models_cisco_8945_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8945_la_LIBADD = plugins/models/libseries69.la

plugins_models_cisco_8961_la_SOURCES = plugins/models/cisco-8961.c
plugins_models_cisco_8961_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8961_la_LIBADD = plugins/models/libseries99.la

plugins_models_cisco_9951_la_SOURCES = plugins/models/cisco-9951.c
plugins_models_cisco_9951_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_9951_la_LIBADD = plugins/models/libseries99.la

plugins_models_cisco_9971_la_SOURCES = plugins/models/cisco-9971.c
plugins_models_cisco_9971_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_9971_la_LIBADD = plugins/models/libseries99.la

plugins_models_cisco_8821_la_SOURCES = plugins/models/cisco-8821.c
plugins_models_cisco_8821_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8821_la_LIBADD = plugins/models/libseries99.la

plugins_models_cisco_8831_la_SOURCES = plugins/models/cisco-8831.c
plugins_models_cisco_8831_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8831_la_LIBADD = plugins/models/libseries99.la

plugins_models_cisco_dx650_la_SOURCES = plugins/models/cisco-dx650.c
plugins_models_cisco_dx650_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_dx650_la_LIBADD = plugins/models/libseries99.la

plugins_models_cisco_7811_la_SOURCES = plugins/models/cisco-7811.c
plugins_models_cisco_7811_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7811_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_7821_la_SOURCES = plugins/models/cisco-7821.c
plugins_models_cisco_7821_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7821_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_7841_la_SOURCES = plugins/models/cisco-7841.c
plugins_models_cisco_7841_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7841_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_7861_la_SOURCES = plugins/models/cisco-7861.c
plugins_models_cisco_7861_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7861_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_7832_la_SOURCES = plugins/models/cisco-7832.c
plugins_models_cisco_7832_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7832_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8811_la_SOURCES = plugins/models/cisco-8811.c
plugins_models_cisco_8811_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8811_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8841_la_SOURCES = plugins/models/cisco-8841.c
plugins_models_cisco_8841_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8841_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8851_la_SOURCES = plugins/models/cisco-8851.c
plugins_models_cisco_8851_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8851_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8851nr_la_SOURCES = plugins/models/cisco-8851nr.c
plugins_models_cisco_8851nr_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8851nr_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8861_la_SOURCES = plugins/models/cisco-8861.c
plugins_models_cisco_8861_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8861_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8845_la_SOURCES = plugins/models/cisco-8845.c
plugins_models_cisco_8845_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8845_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8865_la_SOURCES = plugins/models/cisco-8865.c
plugins_models_cisco_8865_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8865_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8865nr_la_SOURCES = plugins/models/cisco-8865nr.c
plugins_models_cisco_8865nr_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8865nr_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8832_la_SOURCES = plugins/models/cisco-8832.c
plugins_models_cisco_8832_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8832_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_8832nr_la_SOURCES = plugins/models/cisco-8832nr.c
plugins_models_cisco_8832nr_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_8832nr_la_LIBADD = plugins/models/libseries88.la

plugins_models_cisco_3905_la_SOURCES = plugins/models/cisco-3905.c
plugins_models_cisco_3905_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_3905_la_LIBADD = plugins/models/libseries39.la

plugins_models_cisco_3911_la_SOURCES = plugins/models/cisco-3911.c
plugins_models_cisco_3911_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_3911_la_LIBADD = plugins/models/libseries39.la

plugins_models_cisco_3951_la_SOURCES = plugins/models/cisco-3951.c
plugins_models_cisco_3951_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_3951_la_LIBADD = plugins/models/libseries39.la

plugins_models_cisco_ata187_la_SOURCES = plugins/models/cisco-ata187.c
plugins_models_cisco_ata187_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_ata187_la_LIBADD = plugins/models/libata19.la

plugins_models_cisco_ata190_la_SOURCES = plugins/models/cisco-ata190.c
plugins_models_cisco_ata190_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_ata190_la_LIBADD = plugins/models/libata19.la

plugins_models_cisco_ata191_la_SOURCES = plugins/models/cisco-ata191.c
plugins_models_cisco_ata191_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_ata191_la_LIBADD = plugins/models/libata19.la
